package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

@Wire
@ValidationRule(
        value = "self.runner == oldSelf.runner",
        fieldPath = ".runner",
        message = "can't change: two Spark operators would run two drivers on one checkpoint; delete the pipeline and"
                + " create it anew")
@ValidationRule(
        value = Job.TRIGGER_RULE,
        fieldPath = ".trigger",
        message = "write 0s to 10m, as a whole number with the unit ms, s or m")
@ValidationRule(
        value = Job.OWNED_RULE,
        fieldPath = ".conf",
        messageExpression =
                "'" + OwnedSettings.MESSAGE + "'.format([self.conf.filter(k, k.matches(" + Job.OWNED + "))])",
        message = "some settings are the pipeline's own")
@ValidationRule(
        value = Job.SECRET_RULE,
        fieldPath = ".conf",
        messageExpression =
                "'" + OwnedSettings.SECRET_MESSAGE + "'.format([self.conf.filter(k, k.matches(" + Job.SECRET + "))])",
        message = "some settings hold a secret")
@ValidationRule(
        value = Job.SPARK_RULE,
        fieldPath = ".conf",
        messageExpression =
                "'" + OwnedSettings.SPARK_MESSAGE + "'.format([self.conf.filter(k, !k.matches(" + Job.SPARK + "))])",
        message = "some settings are not Spark's")
public record Job(
        @JsonPropertyDescription("Which Spark operator the cluster runs: Kubeflow (sparkoperator.k8s.io) or Apache"
                + " (spark.apache.org). It can't change. The default is Kubeflow.")
        @Default("Kubeflow")
        SparkRunner runner,

        @JsonPropertyDescription(
                "An image of Spark with the streaming job in it. The default is the one that belongs to"
                        + " the operator's release.")
        @Pattern(KubernetesNames.IMAGE)
        @Size(min = 1, max = 512)
        String image,

        @JsonPropertyDescription(
                "The least time between the starts of two micro-batches: 0s to 10m, a whole number with"
                        + " the unit ms, s or m; 0s starts one as soon as the last has ended. The default is 500ms.")
        @Default("500ms")
        @Size(max = 10)
        String trigger,

        @JsonPropertyDescription("The most change events of one micro-batch, over all tables, 1 to 100000000; it bounds"
                + " memory. The default is 500000.")
        @Default("500000")
        @Min(1)
        @Max(100_000_000)
        Long maxEventsPerTrigger,

        @JsonPropertyDescription("The pod that runs the job, or leads the executors.") @Default("{}")
        Driver driver,

        @JsonPropertyDescription("Pods that share the work. The default is none: the driver does it all.")
        @Default("{}")
        Executors executors,

        @JsonPropertyDescription(
                "Further settings of Spark, at most 100, by their names in Spark's documentation, such as"
                        + " spark.sql.shuffle.partitions. What the pipeline sets itself is refused: master, names, resources,"
                        + " Kubernetes, extensions, catalogs, checkpoint, time zone, jars and file systems; so are secrets.")
        @Size(max = 100)
        Map<String, @Size(max = 4096) String> conf) {

    static final String DURATION = "^[0-9]{1,8}(ms|s|m)$";
    public static final String TRIGGER_RULE =
            "self.trigger.matches('" + DURATION + "') && duration(self.trigger) <= duration('10m')";
    static final String OWNED = "r'" + OwnedSettings.SPARK + "'";
    public static final String OWNED_RULE = "!has(self.conf) || self.conf.all(k, !k.matches(" + OWNED + "))";
    static final String SECRET = "r'" + OwnedSettings.SECRET + "'";
    public static final String SECRET_RULE = "!has(self.conf) || self.conf.all(k, !k.matches(" + SECRET + "))";
    static final String SPARK = "r'" + OwnedSettings.SPARK_NAME + "'";
    public static final String SPARK_RULE = "!has(self.conf) || self.conf.all(k, k.matches(" + SPARK + "))";

    public Job {
        runner = runner == null ? SparkRunner.KUBEFLOW : runner;
        trigger = trigger == null ? "500ms" : trigger;
        maxEventsPerTrigger = maxEventsPerTrigger == null ? 500_000L : maxEventsPerTrigger;
        driver = driver == null ? new Driver(null, null) : driver;
        executors = executors == null ? new Executors(null, null, null) : executors;
        conf = Sorted.copyOf(conf);
    }
}
