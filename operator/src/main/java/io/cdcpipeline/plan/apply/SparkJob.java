package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Driver;
import io.cdcpipeline.api.Job;
import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Hash;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.render.Yaml;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Objects;

/**
 * The job as either Spark operator has to run it.
 *
 * @param configMap holds the job's configuration, which the driver has mounted
 */
public record SparkJob(String image, ConfigMap configMap, Map<String, String> conf, JobVolumes volumes) {

    static final String MAIN_CLASS = "io.cdcpipeline.job.Main";
    /** Where the job's image has the jar with {@link #MAIN_CLASS}. */
    static final String JAR = "local:///opt/spark/jars/streaming-job.jar";
    /** The user of Spark's own images. */
    static final long USER_ID = 185;

    /** What Spark itself puts on its pods. */
    public static final String ROLE_LABEL = "spark-role";

    public static final String DRIVER = "driver";

    private static final String KIND = "SparkApplication";
    private static final String CONFIG_FILE = "job.json";
    static final String ARGUMENT = JobVolumes.CONFIG_PATH + "/" + CONFIG_FILE;

    static SparkJob of(Scope scope, KafkaAccess kafka) {
        Job job = scope.spec().job();
        ConfigMap configMap = new ConfigMapBuilder()
                .withMetadata(scope.metadata(scope.names().apply(), Component.APPLY))
                .withData(Map.of(CONFIG_FILE, JobConfigJson.write(StreamingJobConfig.of(scope, kafka))))
                .build();
        return new SparkJob(
                Objects.requireNonNullElse(
                        job.image(), scope.settings().images().job()),
                configMap,
                SparkConf.of(scope),
                JobVolumes.of(scope, kafka));
    }

    /** Changes with the job's configuration too: a running job does not reread its file. */
    String hash(Object specification) {
        return Hash.of(Yaml.canonical(specification) + configMap.getData()).brief();
    }

    /** A stream waits most of the time: the scheduler sets a quarter of its cores aside, and the rest is there if idle. */
    static String coreRequest(Driver driver) {
        return driver.cores() * 250 + "m";
    }

    static GenericKubernetesResource resource(
            Scope scope, String apiVersion, Map<String, Object> specification, String hash) {
        ObjectMeta metadata = scope.metadata(scope.names().apply(), Component.APPLY);
        metadata.setAnnotations(Map.of(Labels.SPEC_HASH, hash));
        GenericKubernetesResource application = new GenericKubernetesResource();
        application.setApiVersion(apiVersion);
        application.setKind(KIND);
        application.setMetadata(metadata);
        application.setAdditionalProperty("spec", Yaml.plain(specification));
        return application;
    }
}
