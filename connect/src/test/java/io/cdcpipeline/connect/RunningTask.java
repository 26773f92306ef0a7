package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.Canary;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The task on a real server that has a table {@code t}, with offsets that Connect would store. Not thread-safe. */
final class RunningTask {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> CONFIG = Map.ofEntries(
            Map.entry("topic.prefix", "shop"),
            Map.entry("database.hostname", "localhost"),
            Map.entry("database.user", "postgres"),
            Map.entry("database.password", "postgres"),
            Map.entry("database.dbname", "postgres"),
            Map.entry("plugin.name", "pgoutput"),
            Map.entry("slot.name", "cdc"),
            Map.entry("publication.name", "cdc"),
            Map.entry("publication.autocreate.mode", "disabled"),
            Map.entry("table.include.list", "public.t"),
            Map.entry("snapshot.mode", "no_data"),
            Map.entry("heartbeat.interval.ms", "200"),
            Map.entry("message.prefix.include.list", "cdc\\.heartbeat"),
            Map.entry("heartbeat.action.query", "SELECT pg_logical_emit_message(true, 'cdc.heartbeat', '')"));

    private final EmbeddedPostgres server;
    private final Map<Map<String, ?>, Map<String, Object>> stored = new ConcurrentHashMap<>();
    private PostgresTextTask task;

    RunningTask(EmbeddedPostgres server) {
        this.server = server;
    }

    void start() {
        start(Map.of());
    }

    /** @param settings instead of, or beside, those that all have */
    void start(Map<String, String> settings) {
        task = new PostgresTextTask();
        task.initialize(new Worker(stored));
        Map<String, String> config = new HashMap<>(CONFIG);
        config.putAll(settings);
        config.put("database.port", Integer.toString(server.getPort()));
        task.start(config);
    }

    void stop() {
        task.stop();
    }

    /** Once the server has noticed that nobody reads it any more. */
    void dropSlot() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!"0".equals(query("SELECT count(*) FROM pg_replication_slots"))) {
            assertThat(System.nanoTime()).as("the slot is still read").isLessThan(deadline);
            query("SELECT count(pg_drop_replication_slot(slot_name)) FROM pg_replication_slots WHERE NOT active");
        }
    }

    /** Up to the first such record, or until that is true after one; all is written and stored at once. */
    List<SourceRecord> readUntil(Predicate<SourceRecord> last) throws InterruptedException {
        List<SourceRecord> read = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (read.stream().noneMatch(last)) {
            assertThat(System.nanoTime()).as("records so far: %s", read).isLessThan(deadline);
            List<SourceRecord> some = task.poll();
            for (SourceRecord record : some == null ? List.<SourceRecord>of() : some) {
                read.add(record);
                task.commitRecord(record, null);
                stored.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
            }
            task.commit();
        }
        return read;
    }

    static Predicate<SourceRecord> row(int id) {
        return record -> record.topic().equals("shop.public.t")
                && record.value() instanceof Struct event
                && event.getStruct("after") != null
                && Integer.toString(id).equals(event.getStruct("after").getString("id"));
    }

    /** Null for a record that is none. */
    static Canary canary(SourceRecord record) {
        Header committed = record.headers().lastWithName(Canary.HEADER);
        return committed == null
                ? null
                : Canary.parse(committed.value().toString().getBytes(StandardCharsets.UTF_8));
    }

    private record Worker(Map<Map<String, ?>, Map<String, Object>> stored)
            implements SourceTaskContext, OffsetStorageReader {

        @Override
        public Map<String, String> configs() {
            return CONFIG;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return stored.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offset(partition)));
            return found;
        }
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
