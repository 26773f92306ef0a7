package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.JobConfigJson;
import io.cdcpipeline.local.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A topic with events that version 0.1 left, whose values Debezium had translated, goes on with today's. Bytes are left
 * out: that version misread them under the settings that this database has.
 */
@ExtendWith(SharedPipeline.class)
@Isolated("the connector and the job are one for all")
class UpgradeIT {

    private static final String TABLE = "inventory.upgraded";

    private final TestPipeline pipeline;
    private final ConnectorControl connector;

    UpgradeIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
        this.connector = new ConnectorControl(pipeline);
    }

    @Test
    void eventsOfTheVersionBeforeAndOfThisOneEndEqual() throws Exception {
        pipeline.lake("SELECT 1");
        Map<String, String> today = connector.config();
        signal("STOP");
        try {
            connector.configure(versionBefore(today));
            pipeline.source(
                    "CREATE TABLE " + TABLE + " (id int PRIMARY KEY, t text, n numeric(10,2), free numeric,"
                            + " at timestamptz, day date, j jsonb, ok boolean, large text)",
                    "ALTER TABLE " + TABLE + " ALTER large SET STORAGE external",
                    "INSERT INTO " + TABLE + " SELECT g, 'row ' || g, g / 100.0, g / 3.0, '2024-02-29 12:00+00',"
                            + " '2024-02-29', '{\"a\": [1, null]}', true, repeat('x', 10000)"
                            + " FROM generate_series(1, 100) g",
                    "UPDATE " + TABLE + " SET t = NULL WHERE id % 2 = 0",
                    "DELETE FROM " + TABLE + " WHERE id % 5 = 0");
            awaitCaptured();

            connector.configure(today);
            changeAgain();
            awaitCaptured();
        } finally {
            connector.configure(today);
            signal("CONT");
        }

        assertThat(pipeline.lake("SELECT count(*), count(large) FROM " + TABLE)).containsExactly("80|79");
        pipeline.assertEqualToSource(TABLE);
    }

    private void changeAgain() throws SQLException {
        pipeline.source(
                "UPDATE " + TABLE + " SET t = 'today', at = now() WHERE id % 3 = 0",
                "UPDATE " + TABLE + " SET id = id + 1000 WHERE id < 10",
                "DELETE FROM " + TABLE + " WHERE id = 11",
                "ALTER TABLE " + TABLE + " ADD COLUMN later int[] DEFAULT '{1}'",
                "INSERT INTO " + TABLE + " (id, ok, later) VALUES (5000, false, '{2,NULL}')");
    }

    /** As the plan of version 0.1 had it. */
    private Map<String, String> versionBefore(Map<String, String> today) {
        Map<String, String> before = new TreeMap<>(today);
        before.keySet().removeIf(name -> name.startsWith("value.converter") || name.startsWith("key.converter"));
        before.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        before.putAll(Map.of(
                "decimal.handling.mode", "string",
                "time.precision.mode", "microseconds",
                "interval.handling.mode", "string",
                "hstore.handling.mode", "json",
                "binary.handling.mode", "bytes",
                "include.unknown.datatypes", "true",
                "column.propagate.source.type", ".*",
                "provide.transaction.metadata", "true"));
        before.put(
                "unavailable.value.placeholder",
                JobConfigJson.read(pipeline.home().run().resolve("job.json"))
                        .source()
                        .unavailableValue());
        for (String role : new String[] {"key.converter", "value.converter"}) {
            before.put(role, "org.apache.kafka.connect.json.JsonConverter");
            before.put(role + ".schemas.enable", "true");
            before.put(role + ".replace.null.with.default", "false");
        }
        return before;
    }

    private void awaitCaptured() throws Exception {
        long end;
        try (Connection connection = new SourceDatabase(pipeline.endpoints()).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")) {
            row.next();
            end = row.getLong(1);
        }
        pipeline.source("SELECT pg_logical_emit_message(true, 'test', 'behind it')");
        Awaitility.await().atMost(TestPipeline.PATIENCE).until(() -> connector.lsn() >= end);
    }

    private void signal(String name) throws Exception {
        long job = pipeline.endpoints().pids().get("apply");
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(job))
                        .start()
                        .waitFor())
                .isZero();
    }
}
