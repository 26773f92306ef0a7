package io.cdcpipeline.job.engine;

import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Which engine writes the lake: Spark's own configuration says it. */
public final class Engines {

    /** {@code index}, the default, or {@code merge}. */
    public static final String SETTING = "spark.cdcpipeline.engine";

    private static final String MERGE = "merge";
    private static final String INDEX = "index";

    private Engines() {}

    /**
     * Makes an engine out of a session of its own, as often as it is asked.
     *
     * @throws IllegalArgumentException when the setting names no engine
     */
    public static Function<SparkSession, TableEngine> of(SparkConf conf) {
        String name = conf.get(SETTING, INDEX);
        switch (name) {
            case MERGE:
                CompactionRequests requests = new CompactionRequests();
                return session -> new MergeEngine(session, requests);
            case INDEX:
                IndexTable.Shared shared = IndexTable.Shared.by(KeyIndexes.of(conf));
                return session -> new IndexEngine(session, shared);
            default:
                throw new IllegalArgumentException(
                        SETTING + " is '" + name + "', which is no engine: set it to " + MERGE + " or " + INDEX);
        }
    }
}
