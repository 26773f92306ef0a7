package io.cdcpipeline.job.engine;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The portable engine: an append where no row can meet another, else Delta's own MERGE. What it does is the reference
 * for any other.
 */
public final class MergeEngine implements TableEngine {

    private static final Map<String, String> SETTINGS = Map.of(
            // The source of a merge is the same whenever it is read.
            "spark.databricks.delta.merge.materializeSource", "none",
            // Rows in memory are few; each task that reads them would add a file.
            "spark.sql.leafNodeDefaultParallelism", "1",
            // Dates are written as they are: PostgreSQL counts days before 1582 as Java and Parquet do.
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
            "spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED",
            // The other kind, INT96, cannot hold all years and carries no statistics.
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");

    /**
     * Each batch adds files, and each merge reads the keys of all of them: after a commit that makes them many, Delta puts
     * the small ones together, in a commit of its own. Others are not written again and again. The user's choice wins.
     */
    private static final Map<String, String> COMPACTION = Map.of(
            "spark.databricks.delta.autoCompact.minNumFiles",
            "32",
            "spark.databricks.delta.autoCompact.minFileSize",
            String.valueOf(16 << 20));

    private final SparkSession session;
    private final CompactionRequests requests;
    private final CommitSettings settings;

    /** @param session this engine's own: it sets what Delta reads from a session's configuration */
    public MergeEngine(SparkSession session) {
        this(session, new CompactionRequests());
    }

    /** @param requests shared by all engines of the same tables */
    MergeEngine(SparkSession session, CompactionRequests requests) {
        this.session = session;
        this.requests = requests;
        this.settings = new CommitSettings(session);
        settings.compactAfterCommit(true);
        SETTINGS.forEach((name, value) -> session.conf().set(name, value));
        COMPACTION.forEach((name, value) -> {
            if (!session.conf().contains(name)) {
                session.conf().set(name, value);
            }
        });
    }

    @Override
    public TableWriter table(String path) {
        return writer(path);
    }

    MergeTable writer(String path) {
        return new MergeTable(session, settings, requests, path);
    }
}
