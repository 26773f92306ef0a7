package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.local.query.JobStatusClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The slot, or the connector's offsets, are gone, and with them changes: the lake knows, and becomes equal again. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.THIRD)
class LostSlotIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> TABLES = List.of("inventory.kept", "inventory.busy");

    @TempDir
    Path folder;

    @Test
    void tablesAreFilledAnewByThemselves() throws Exception {
        try (TestPipeline pipeline = TestPipeline.start(folder, TestPipeline.SAMPLE)) {
            ConnectorControl connector = new ConnectorControl(pipeline);
            make(pipeline);

            connector.stop();
            dropSlot(pipeline);
            change(pipeline);
            pipeline.source(
                    "CREATE TABLE inventory.made_meanwhile (id int PRIMARY KEY, v text)",
                    "INSERT INTO inventory.made_meanwhile VALUES (1, 'not in any slot')");
            connector.resume();
            awaitEqual(pipeline);
            pipeline.awaitEqualToSource("inventory.made_meanwhile");

            connector.stop();
            connector.forgetOffsets();
            pipeline.source("INSERT INTO inventory.kept VALUES (5, 'five')");
            connector.resume();
            awaitEqual(pipeline);
        }
    }

    @Test
    void whereNobodyRepairsTablesSayWhatTheyLackAndGoOn() throws Exception {
        String sample =
                Files.readString(TestPipeline.SAMPLE).replace("  tables:", "  repair: {mode: Manual}\n  tables:");
        Path manifest = Files.writeString(folder.resolve("manifest.yaml"), sample);
        try (TestPipeline pipeline = TestPipeline.start(folder, manifest)) {
            ConnectorControl connector = new ConnectorControl(pipeline);
            make(pipeline);

            connector.stop();
            dropSlot(pipeline);
            change(pipeline);
            connector.resume();
            pipeline.source("INSERT INTO inventory.busy VALUES (6, 'six')");

            assertThat(pipeline.lake("SELECT * FROM inventory.busy ORDER BY id"))
                    .containsExactly("1|one", "2|two", "3|three", "6|six");
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            incomplete(pipeline).keySet())
                    .containsAll(TABLES));
            assertThat(incomplete(pipeline).values()).allSatisfy(message -> assertThat(message)
                    .containsPattern("the replication slot .* was lost, and changes between LSN .* are missing")
                    .contains("cdc snapshot"));

            assertThat(pipeline.cdc("snapshot", TABLES.toArray(String[]::new)).code())
                    .isZero();
            pipeline.assertEqualToSource(TABLES.toArray(String[]::new));
            assertThat(incomplete(pipeline)).doesNotContainKeys(TABLES.toArray(String[]::new));
        }
    }

    private static void make(TestPipeline pipeline) throws Exception {
        for (String table : TABLES) {
            pipeline.source(
                    "CREATE TABLE " + table + " (id int PRIMARY KEY, v text)",
                    "INSERT INTO " + table + " VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        }
        pipeline.lake("SELECT 1");
        awaitEqual(pipeline);
    }

    private static void change(TestPipeline pipeline) throws SQLException {
        for (String table : TABLES) {
            pipeline.source(
                    "UPDATE " + table + " SET v = 'changed' WHERE id = 1",
                    "DELETE FROM " + table + " WHERE id = 2",
                    "INSERT INTO " + table + " VALUES (4, 'four')");
        }
    }

    private static void awaitEqual(TestPipeline pipeline) throws InterruptedException {
        for (String table : TABLES) {
            pipeline.awaitEqualToSource(table);
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(incomplete(pipeline))
                .isEmpty());
        pipeline.assertEqualToSource();
    }

    /** By table, what it lacks. */
    private static Map<String, String> incomplete(TestPipeline pipeline) {
        JobStatus status = JobStatusClient.ask(pipeline.endpoints().statusUrl()).orElseThrow();
        return status.tables(TableCondition.INCOMPLETE).stream()
                .collect(Collectors.toMap(TableStatus::name, TableStatus::message));
    }

    /** As its owner, the role that reads changes. */
    private static void dropSlot(TestPipeline pipeline) throws IOException {
        Path login = Path.of(JobConfigJson.read(pipeline.home().run().resolve("job.json"))
                .database()
                .login());
        String user = Files.readString(login.resolve("username")).strip();
        String password = Files.readString(login.resolve("password")).strip();
        // Its reader goes a moment after the connector has said so.
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .untilAsserted(() -> {
                    try (Connection connection = DriverManager.getConnection(
                                    pipeline.endpoints().jdbcUrl(), user, password);
                            Statement statement = connection.createStatement()) {
                        statement.execute("SELECT pg_drop_replication_slot('"
                                + pipeline.endpoints().slot() + "')");
                    }
                });
    }
}
