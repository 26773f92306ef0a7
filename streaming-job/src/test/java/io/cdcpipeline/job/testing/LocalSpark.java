package io.cdcpipeline.job.testing;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.Lake;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.contract.Trigger;
import io.cdcpipeline.job.JobSession;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark in this JVM, as the job starts it; one for all tests, because it takes seconds. */
public final class LocalSpark {

    private static SparkSession session;

    private LocalSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            System.setProperty("spark.master", "local[2]");
            System.setProperty("spark.driver.host", "127.0.0.1");
            System.setProperty("spark.driver.bindAddress", "127.0.0.1");
            System.setProperty("spark.sql.shuffle.partitions", "2");
            System.setProperty("spark.sql.codegen.cache.maxEntries", "3000"); // tables of more kinds than a lake has
            session = JobSession.start(config(Path.of("unused"), "unused"));
        }
        return session;
    }

    public static JobConfig config(Path lake, String uid) {
        return config(lake, uid, "shop/inventory");
    }

    /** @param pipeline namespace and name */
    public static JobConfig config(Path lake, String uid, String pipeline) {
        return configAt("file:" + lake, uid, pipeline);
    }

    /** @param root the lake's, as Hadoop writes it */
    public static JobConfig configAt(String root, String uid, String pipeline) {
        return new JobConfig(
                pipeline,
                uid,
                new KafkaSource("127.0.0.1:1", "inv", SourceTable.PLACEHOLDER, Map.of(), null),
                null,
                new Lake(root, "{schema}/{table}", root + "/_cdc/dead_letters", root + "/_cdc/checkpoint", null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                new Trigger(0, 1000),
                new StatusEndpoint("127.0.0.1", 0, null));
    }
}
