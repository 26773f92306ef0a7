package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.OnDrop;
import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.SourceDatabaseServer;
import io.cdcpipeline.job.testing.SourceLog;
import io.cdcpipeline.job.testing.SourceTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table {@code inventory.t} of a real PostgreSQL, and a pipeline that may read it. */
abstract class SourceAndLake {

    @TempDir
    static Path login;

    static SourceDatabaseServer source;

    @TempDir
    Path lake;

    /** No transaction of the test has come so far. */
    static final long LATER = 1_000_000;

    final SourceLog log = new SourceLog();
    final SourceTable t = new SourceTable(log, "inventory", "t")
            .column("id", "int32")
            .column("v", "string")
            .key("id");
    Pipeline pipeline;

    @BeforeAll
    static void start() throws IOException {
        source = SourceDatabaseServer.start(login);
    }

    @AfterAll
    static void stop() throws IOException {
        source.close();
    }

    @BeforeEach
    void begin() {
        pipeline = pipeline(source.address());
        source.run("CREATE TABLE inventory.t (id int PRIMARY KEY, v text)");
    }

    final Pipeline pipeline(SourceDatabase database) {
        return pipeline(database, OnDrop.KEEP);
    }

    final Pipeline pipeline(SourceDatabase database, OnDrop onDrop) {
        JobConfig config = LocalSpark.config(lake, "uid-1");
        return new Pipeline(
                new JobConfig(
                        config.pipeline(),
                        config.uid(),
                        config.source(),
                        database,
                        config.lake(),
                        null,
                        null,
                        null,
                        onDrop,
                        null,
                        null,
                        config.trigger(),
                        config.status()),
                new RecordedTopics());
    }

    @AfterEach
    void clean() throws IOException {
        source.loginAs("postgres", "postgres");
        source.run("DROP TABLE IF EXISTS inventory.t CASCADE");
    }

    static void lookOften(Pipeline running) throws Exception {
        for (int i = 0; i < 5; i++) {
            running.look().recover();
        }
    }

    /** As above, while the connector reads the log to its end. */
    static void readAndLookOften(Pipeline running) throws Exception {
        for (int i = 0; i < 5; i++) {
            // A commit flushes all that was written to the log before, or a slot could not be moved beyond that.
            source.query("SELECT pg_logical_emit_message(true, 'test', 'flush')");
            source.query("SELECT pg_replication_slot_advance('cdc', pg_current_wal_lsn())");
            running.look().recover();
        }
    }
}
