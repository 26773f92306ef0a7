package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Driver;
import io.cdcpipeline.api.Executors;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.SharedVolume;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The job for Apache's Spark operator, which has no way to suspend an application: a suspended one does not exist. */
final class ApacheApplication {

    static final String API_VERSION = "spark.apache.org/v1";

    /** Of the smallest counter that the operator has; restarts are to have no end. */
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private static final long RETRY_MILLIS = 5000;

    private ApacheApplication() {}

    static Optional<GenericKubernetesResource> of(Scope scope, SparkJob job) {
        if (scope.spec().suspend()) {
            return Optional.empty();
        }
        Map<String, Object> spec = specification(scope, job);
        String hash = job.hash(spec);
        PodTemplateSpec driver = driver(scope, job);
        driver.getMetadata().getLabels().put(Labels.SPEC_HASH, hash);
        spec.put("driverSpec", Map.of("podTemplateSpec", driver));
        return Optional.of(SparkJob.resource(scope, API_VERSION, spec, hash));
    }

    private static Map<String, Object> specification(Scope scope, SparkJob job) {
        Settings.Versions versions = scope.settings().versions();
        PodTemplateSpec executor = pod(scope, job);
        SharedVolume.affinity(scope).ifPresent(executor.getSpec()::setAffinity);
        return new TreeMap<>(Map.of(
                "deploymentMode",
                "ClusterMode",
                "mainClass",
                SparkJob.MAIN_CLASS,
                "jars",
                SparkJob.JAR,
                "driverArgs",
                List.of(SparkJob.ARGUMENT),
                "runtimeVersions",
                Map.of("sparkVersion", versions.spark(), "scalaVersion", versions.scala()),
                "sparkConf",
                conf(scope, job),
                "applicationTolerations",
                Map.of("restartConfig", restarts(), "resourceRetainPolicy", "Never"),
                "executorSpec",
                Map.of("podTemplateSpec", executor)));
    }

    private static Map<String, String> conf(Scope scope, SparkJob job) {
        Driver driver = scope.spec().job().driver();
        Executors executors = scope.spec().job().executors();
        Map<String, String> conf = new TreeMap<>(job.conf());
        conf.putAll(Map.of(
                "spark.kubernetes.container.image", job.image(),
                "spark.kubernetes.container.image.pullPolicy", "IfNotPresent",
                "spark.kubernetes.namespace", scope.names().namespace(),
                "spark.kubernetes.authenticate.driver.serviceAccountName",
                        scope.names().apply(),
                "spark.driver.cores", driver.cores().toString(),
                "spark.kubernetes.driver.request.cores", SparkJob.coreRequest(driver),
                "spark.driver.memory", driver.memory(),
                "spark.executor.instances", Integer.toString(Math.max(1, executors.count())),
                "spark.executor.cores", executors.cores().toString(),
                "spark.executor.memory", executors.memory()));
        return conf;
    }

    private static Map<String, Object> restarts() {
        return Map.of(
                "restartPolicy", "Always",
                "maxRestartAttempts", FOR_EVER,
                "restartBackoffMillis", RETRY_MILLIS);
    }

    private static PodTemplateSpec driver(Scope scope, SparkJob job) {
        PodTemplateSpec pod = pod(scope, job);
        pod.getSpec()
                .getContainers()
                .get(0)
                .setPorts(List.of(new ContainerPortBuilder()
                        .withName(StatusService.PORT_NAME)
                        .withContainerPort(StatusService.PORT)
                        .build()));
        return pod;
    }

    private static PodTemplateSpec pod(Scope scope, SparkJob job) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(scope.labels(Component.APPLY))
                .endMetadata()
                .withNewSpec()
                .withSecurityContext(Restricted.pod(SparkJob.USER_ID))
                .addNewContainer()
                .withName("spark")
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(job.volumes().mounts())
                .endContainer()
                .withVolumes(job.volumes().volumes())
                .endSpec()
                .build();
    }
}
