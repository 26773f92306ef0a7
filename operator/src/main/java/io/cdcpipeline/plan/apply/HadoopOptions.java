package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Job;
import java.util.Map;
import java.util.TreeMap;

/** What the manifest's {@code spec.job.conf} says to Hadoop, for readers of the lake that are not the job. */
public final class HadoopOptions {

    private static final String SPARK = "spark.hadoop.";

    private HadoopOptions() {}

    /** By Hadoop's own names. */
    public static Map<String, String> of(Job job) {
        Map<String, String> options = new TreeMap<>();
        job.conf().forEach((name, value) -> {
            if (name.startsWith(SPARK)) {
                options.put(name.substring(SPARK.length()), value);
            }
        });
        return options;
    }
}
