package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.Job;
import io.cdcpipeline.plan.Scope;
import java.util.Map;
import java.util.TreeMap;

/** Spark's configuration of the job. */
final class SparkConf {

    private SparkConf() {}

    /** The user's entries come first, so that none of them can replace one that the job cannot do without. */
    static Map<String, String> of(Scope scope) {
        Map<String, String> conf = new TreeMap<>(tuning(scope.spec().job()));
        conf.putAll(scope.spec().job().conf());
        conf.putAll(delta());
        if (DriverAccess.runsAlone(scope)) {
            // Spark's operators demand an executor; a local master starts none.
            conf.put(
                    "spark.kubernetes.driver.master",
                    "local[" + scope.spec().job().driver().cores() + "]");
        }
        return conf;
    }

    private static Map<String, String> tuning(Job job) {
        int cores = Math.max(1, job.executors().count() * job.executors().cores());
        int parallel = job.executors().count() == 0 ? job.driver().cores() : cores;
        return Map.of(
                // A partition a core: the default, 200, costs a small batch seconds.
                "spark.sql.shuffle.partitions", Integer.toString(parallel),
                "spark.default.parallelism", Integer.toString(parallel),
                "spark.databricks.delta.snapshotPartitions", "2",
                // Progress is read from the job itself.
                "spark.ui.enabled", "false",
                "spark.sql.streaming.ui.enabled", "false",
                "spark.sql.ui.retainedExecutions", "10",
                "spark.ui.retainedJobs", "10",
                "spark.ui.retainedStages", "10",
                "spark.sql.streaming.numRecentProgressUpdates", "10",
                "spark.driver.extraJavaOptions", "-Duser.home=/tmp");
    }

    private static Map<String, String> delta() {
        return Map.of(
                "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
                "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
                "spark.sql.session.timeZone", "UTC");
    }
}
