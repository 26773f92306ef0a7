package io.cdcpipeline.job;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.fs.NoForkFileSystem;
import io.cdcpipeline.job.fs.NoForkFs;
import io.cdcpipeline.job.fs.S3LogStore;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the job, with settings that suit it; what the user sets wins. */
public final class JobSession {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension"),
            Map.entry("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
            Map.entry("spark.sql.session.timeZone", "UTC"),
            Map.entry("spark.sql.shuffle.partitions", "4"),
            Map.entry("spark.databricks.delta.snapshotPartitions", "2"),
            // Else each commit to a small table has Spark rebuild and compare its state, wherever the zone is not UTC.
            Map.entry("spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled", "false"),
            // A reader holds a row group's column in one piece, and twice that while it grows: rows of megabytes must
            // not
            // end the driver. The size, compressed, is looked at from the fourth row on, not from the hundredth.
            Map.entry("spark.hadoop.parquet.block.size", Integer.toString(64 << 20)),
            Map.entry("spark.hadoop.parquet.page.size.row.check.min", "4"),
            Map.entry("spark.sql.streaming.minBatchesToRetain", "20"),
            Map.entry("spark.ui.enabled", "false"),
            // Each kind of table has classes of its own; with Spark's hundred, those of many tables are compiled again
            // and again.
            Map.entry("spark.sql.codegen.cache.maxEntries", "1000"),
            // Where but one task can run at a time, batches do not wait for all tasks of a fill, which has a pool of
            // its own.
            Map.entry("spark.scheduler.mode", "FAIR"),
            Map.entry("spark.delta.logStore.s3a.impl", S3LogStore.class.getName()),
            Map.entry("spark.hadoop.fs.file.impl", NoForkFileSystem.class.getName()),
            Map.entry("spark.hadoop.fs.AbstractFileSystem.file.impl", NoForkFs.class.getName()));

    private JobSession() {}

    /** Starts Spark in this process; where it runs its tasks is what {@code spark.master} says, or else here too. */
    public static SparkSession start(JobConfig config) {
        SparkConf conf = new SparkConf();
        DEFAULTS.forEach(conf::setIfMissing);
        conf.setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.app.name", config.pipeline());
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        String options = config.lake().options();
        if (options != null) {
            // Not into Spark's configuration, which is shown and logged: these are secrets.
            LakeOptions.give(Path.of(options), session.sparkContext().hadoopConfiguration());
        }
        return session;
    }
}
