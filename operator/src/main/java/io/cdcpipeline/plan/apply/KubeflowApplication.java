package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Driver;
import io.cdcpipeline.api.Executors;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.SharedVolume;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The job for Kubeflow's Spark operator. */
final class KubeflowApplication {

    static final String API_VERSION = "sparkoperator.k8s.io/v1beta2";
    /** Multiplied by the number of attempts so far, the operator's way to back off. */
    private static final int RETRY_SECONDS = 1;

    private KubeflowApplication() {}

    static GenericKubernetesResource of(Scope scope, SparkJob job) {
        Map<String, Object> spec = specification(scope, job);
        Map<String, Object> driver = driver(scope, job);
        spec.put("driver", driver);
        String hash = job.hash(spec);
        Map<String, String> labels = scope.labels(Component.APPLY);
        labels.put(Labels.SPEC_HASH, hash);
        driver.put("labels", labels);
        // Not part of the hash: a job that resumes is the one that was suspended.
        spec.put("suspend", scope.spec().suspend());
        return SparkJob.resource(scope, API_VERSION, spec, hash);
    }

    private static Map<String, Object> specification(Scope scope, SparkJob job) {
        Map<String, Object> spec = new TreeMap<>(Map.of(
                "type",
                "Java",
                "mode",
                "cluster",
                "sparkVersion",
                scope.settings().versions().spark(),
                "image",
                job.image(),
                "imagePullPolicy",
                "IfNotPresent",
                "mainClass",
                SparkJob.MAIN_CLASS,
                "mainApplicationFile",
                SparkJob.JAR,
                "arguments",
                List.of(SparkJob.ARGUMENT)));
        spec.put("sparkConf", job.conf());
        spec.put("volumes", job.volumes().volumes());
        spec.put("executor", executor(scope, job));
        // A stream has no end: whatever ended it, it starts again.
        spec.put(
                "restartPolicy",
                Map.of(
                        "type", "Always",
                        "onFailureRetryInterval", RETRY_SECONDS,
                        "onSubmissionFailureRetryInterval", RETRY_SECONDS));
        return spec;
    }

    private static Map<String, Object> driver(Scope scope, SparkJob job) {
        Driver driver = scope.spec().job().driver();
        Map<String, Object> pod = pod(job);
        pod.put("cores", driver.cores());
        pod.put("coreRequest", SparkJob.coreRequest(driver));
        pod.put("memory", driver.memory());
        pod.put("serviceAccount", scope.names().apply());
        pod.put(
                "ports",
                List.of(Map.of(
                        "name", StatusService.PORT_NAME,
                        "containerPort", StatusService.PORT,
                        "protocol", "TCP")));
        return pod;
    }

    private static Map<String, Object> executor(Scope scope, SparkJob job) {
        Executors executors = scope.spec().job().executors();
        Map<String, Object> pod = pod(job);
        pod.put("instances", Math.max(1, executors.count()));
        pod.put("cores", executors.cores());
        pod.put("memory", executors.memory());
        pod.put("labels", scope.labels(Component.APPLY));
        SharedVolume.affinity(scope).ifPresent(affinity -> pod.put("affinity", affinity));
        return pod;
    }

    private static Map<String, Object> pod(SparkJob job) {
        return new TreeMap<>(Map.of(
                "podSecurityContext", Restricted.pod(SparkJob.USER_ID),
                "securityContext", Restricted.container(),
                "volumeMounts", job.volumes().mounts()));
    }
}
