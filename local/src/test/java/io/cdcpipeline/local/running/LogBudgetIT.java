package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.plan.StageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The source may keep so much of its log, and no more: its disk is worth more than a fill. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.ANOTHER)
class LogBudgetIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** In the log alone: no table has to be compared for it. */
    private static final String FORTY_MEBIBYTES =
            "SELECT count(pg_logical_emit_message(true, 'load', repeat(g::text, 500000))) FROM generate_series(11, 50) g";

    @TempDir
    Path folder;

    @Test
    void slotIsGivenUpAtTheBudgetAndAllTablesBecomeEqualAgain() throws Exception {
        String sample = Files.readString(TestPipeline.SAMPLE)
                .replace("    postgresql:", "    postgresql:\n      walBudget: {size: 24Mi, action: Release}");
        Path manifest = Files.writeString(folder.resolve("manifest.yaml"), sample);
        try (TestPipeline pipeline = TestPipeline.start(folder, manifest)) {
            ConnectorControl connector = new ConnectorControl(pipeline);
            pipeline.source("CREATE TABLE inventory.load (id int PRIMARY KEY, v text)");
            pipeline.source("INSERT INTO inventory.load VALUES (0, 'before')");
            pipeline.awaitEqualToSource("inventory.load");

            connector.stop();
            pipeline.source(
                    "DELETE FROM inventory.load",
                    "INSERT INTO inventory.load VALUES (1, 'in no slot')",
                    FORTY_MEBIBYTES);
            awaitSlots(pipeline, 0);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(source(pipeline))
                    .contains("was dropped, for the source kept more of its log for it than it may (24Mi)"));
            connector.resume();
            pipeline.awaitEqualToSource("inventory.load");
            awaitSlots(pipeline, 1);

            tooLargeATransaction(pipeline);
            pipeline.awaitEqualToSource("inventory.load");
        }
    }

    /** The connector runs all the time, and holds the slot: what it reads has no end before the transaction has. */
    private static void tooLargeATransaction(TestPipeline pipeline) throws Exception {
        try (Connection connection = new SourceDatabase(pipeline.endpoints()).connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO inventory.load VALUES (2, 'too large to be read in time')");
            statement.execute(FORTY_MEBIBYTES);
            awaitGivenUp(pipeline);
            connection.commit();
        }
    }

    /** Another one is not complete before the transaction has ended. */
    private static void awaitGivenUp(TestPipeline pipeline) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(query(
                        pipeline, "SELECT count(*) FROM pg_replication_slots WHERE confirmed_flush_lsn IS NOT NULL"))
                .isEqualTo("0"));
    }

    private static void awaitSlots(TestPipeline pipeline, int count) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        query(pipeline, "SELECT count(*) FROM pg_replication_slots"))
                .isEqualTo(String.valueOf(count)));
    }

    private static String query(TestPipeline pipeline, String sql) throws SQLException {
        try (Connection connection = new SourceDatabase(pipeline.endpoints()).connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String source(TestPipeline pipeline) {
        return LivePipeline.in(pipeline.home()).state().stage(StageName.SOURCE).message();
    }
}
