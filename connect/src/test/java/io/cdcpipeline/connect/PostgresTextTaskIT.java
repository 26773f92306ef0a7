package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.StreamStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The task on a real server, with offsets that Connect would store. */
class PostgresTextTaskIT {

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
            Map.entry("heartbeat.action.query", "SELECT pg_logical_emit_message(true, 'heartbeat', '')"));

    private static EmbeddedPostgres server;

    private final Map<Map<String, ?>, Map<String, Object>> stored = new ConcurrentHashMap<>();
    private PostgresTextTask task;

    @BeforeAll
    static void begin() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
        run("CREATE TABLE t (id int PRIMARY KEY)", "CREATE PUBLICATION cdc FOR ALL TABLES");
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @AfterEach
    void clean() throws SQLException {
        task.stop();
        run("SELECT pg_drop_replication_slot('cdc')", "TRUNCATE t");
    }

    @Test
    void theLogIsGivenUpOnceItsPlaceIsStored() throws Exception {
        start();
        run("INSERT INTO t VALUES (1)");
        String behind = query("SELECT pg_current_wal_lsn()");

        readUntil(row(1));

        readUntil(r -> isTrue("SELECT confirmed_flush_lsn >= '" + behind + "' FROM pg_replication_slots"));
    }

    @Test
    void aTaskThatIsStartedAgainMissesNothingAndIsInTheSameStream() throws Exception {
        start();
        StreamStart first = stream(readUntil(row -> isStream(row)));
        run("INSERT INTO t VALUES (1)");
        readUntil(row(1));
        task.stop();
        run("INSERT INTO t VALUES (2)");

        start();

        List<SourceRecord> records = readUntil(row(2));
        assertThat(stream(records)).isEqualTo(first);
    }

    @Test
    void aTaskWhoseSlotIsGoneMakesAnotherAndTellsWhatIsMissing() throws Exception {
        start();
        run("INSERT INTO t VALUES (1)");
        StreamStart first = stream(readUntil(row(1)));
        task.stop();
        run("SELECT pg_drop_replication_slot('cdc')", "INSERT INTO t VALUES (2)");

        start();
        run("INSERT INTO t VALUES (3)");

        List<SourceRecord> records = readUntil(row(3));
        assertThat(isStream(records.get(0))).isTrue();
        assertThat(records).noneMatch(row(2));
        StreamStart second = stream(records);
        assertThat(second.lsn()).isGreaterThan(second.after());
        assertThat(second.after()).isGreaterThanOrEqualTo(first.lsn());
        assertThat(second.continued()).isFalse();

        task.stop();
        start();
        assertThat(stream(readUntil(row -> isStream(row)))).isEqualTo(second);
    }

    private void start() {
        task = new PostgresTextTask();
        task.initialize(new Worker(stored));
        Map<String, String> config = new HashMap<>(CONFIG);
        config.put("database.port", Integer.toString(server.getPort()));
        task.start(config);
    }

    /** Up to the first such record, or until that is true after one; all is written and stored at once. */
    private List<SourceRecord> readUntil(Predicate<SourceRecord> last) throws InterruptedException {
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

    private static Predicate<SourceRecord> row(int id) {
        return record -> record.topic().equals("shop.public.t")
                && record.value() instanceof Struct event
                && event.getStruct("after") != null
                && Integer.toString(id).equals(event.getStruct("after").getString("id"));
    }

    private static boolean isStream(SourceRecord record) {
        return StreamStart.KEY.equals(record.key());
    }

    private static StreamStart stream(List<SourceRecord> records) {
        return records.stream()
                .filter(PostgresTextTaskIT::isStream)
                .map(record -> StreamStart.parse((String) record.value()))
                .findFirst()
                .orElseThrow();
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

    private static boolean isTrue(String sql) {
        try {
            return "t".equals(query(sql));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
