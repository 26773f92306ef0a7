package io.cdcpipeline.connect;

import static io.cdcpipeline.connect.RunningTask.canary;
import static io.cdcpipeline.connect.RunningTask.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.StreamStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The task on a real server, with offsets that Connect would store. */
class PostgresTextTaskIT {

    private static EmbeddedPostgres server;

    private final RunningTask task = new RunningTask(server);

    @BeforeAll
    static void begin() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
        new RunningTask(server).run("CREATE TABLE t (id int PRIMARY KEY)", "CREATE PUBLICATION cdc FOR ALL TABLES");
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @AfterEach
    void clean() throws SQLException {
        task.stop();
        task.dropSlot();
        task.run("TRUNCATE t");
    }

    @Test
    void theLogIsGivenUpOnceItsPlaceIsStored() throws Exception {
        task.start();
        task.run("INSERT INTO t VALUES (1)");
        String behind = task.query("SELECT pg_current_wal_lsn()");

        task.readUntil(row(1));

        task.readUntil(r -> isTrue("SELECT confirmed_flush_lsn >= '" + behind + "' FROM pg_replication_slots"));
    }

    @Test
    void aTaskThatIsStartedAgainMissesNothingAndIsInTheSameStream() throws Exception {
        task.start();
        StreamStart first = stream(task.readUntil(row -> isStream(row)));
        task.run("INSERT INTO t VALUES (1)");
        task.readUntil(row(1));
        task.stop();
        task.run("INSERT INTO t VALUES (2)");

        task.start();

        List<SourceRecord> records = task.readUntil(row(2));
        assertThat(stream(records)).isEqualTo(first);
    }

    @Test
    void aTaskWhoseSlotIsGoneMakesAnotherAndTellsWhatIsMissing() throws Exception {
        task.start();
        task.run("INSERT INTO t VALUES (1)");
        StreamStart first = stream(task.readUntil(row(1)));
        task.stop();
        task.dropSlot();
        task.run("INSERT INTO t VALUES (2)");

        task.start();
        task.run("INSERT INTO t VALUES (3)");

        List<SourceRecord> records = task.readUntil(row(3));
        assertThat(isStream(records.get(0))).isTrue();
        assertThat(records).noneMatch(row(2));
        StreamStart second = stream(records);
        assertThat(second.lsn()).isGreaterThan(second.after());
        assertThat(second.after()).isGreaterThanOrEqualTo(first.lsn());
        assertThat(second.continued()).isFalse();

        task.stop();
        task.start();
        assertThat(stream(task.readUntil(row -> isStream(row)))).isEqualTo(second);
    }

    @Test
    void aChangeHasTheKeyThatItsTableHadThenThoughTheLogTellsNone() throws Exception {
        Map<String, String> both = Map.of("table.include.list", "public.(t|k)");
        task.start(both);
        task.readUntil(row -> isStream(row));
        task.stop();
        task.run(
                "CREATE TABLE k (id int, v text)",
                "ALTER TABLE k REPLICA IDENTITY FULL",
                "INSERT INTO k VALUES (1, 'twice'), (1, 'twice')",
                "DELETE FROM k WHERE ctid = '(0,1)'",
                "BEGIN; INSERT INTO k VALUES (2, 'with the key'); ALTER TABLE k ADD PRIMARY KEY (id); COMMIT",
                "INSERT INTO k VALUES (3, 'keyed')",
                "INSERT INTO t VALUES (1)");

        task.start(both);

        assertThat(task.readUntil(row(1)))
                .filteredOn(record -> record.topic().equals("shop.public.k") && record.value() != null)
                .extracting(record -> record.key() != null)
                .containsExactly(false, false, false, false, true);
        task.run("DROP TABLE k");
    }

    @Test
    void aHeartbeatThatWentThroughTheLogTellsWhenTheSourceCommittedIt() throws Exception {
        Instant before = Instant.now();
        task.start();

        SourceRecord heartbeat = task.readUntil(record -> canary(record) != null).stream()
                .filter(record -> canary(record) != null)
                .findFirst()
                .orElseThrow();
        assertThat(heartbeat.topic()).isEqualTo("shop.heartbeat");
        assertThat(canary(heartbeat).committed()).isBetween(before, Instant.now());
        assertThat(heartbeat.value()).isEqualTo(canary(heartbeat).text());
    }

    @Test
    void messagesOfOthersStayInTheLog() throws Exception {
        task.start();
        task.readUntil(row -> isStream(row));
        task.run("SELECT pg_logical_emit_message(true, 'somebody', 'secret')", "INSERT INTO t VALUES (1)");

        assertThat(task.readUntil(row(1))).noneMatch(record -> record.topic().equals("shop.message"));
    }

    @Test
    void aTaskThatIsStartedAgainAfterAHeartbeatMissesNothing() throws Exception {
        task.start();
        task.run("INSERT INTO t VALUES (1)");
        task.readUntil(row(1));
        Instant inserted = Instant.now();
        task.readUntil(r -> canary(r) != null && canary(r).committed().isAfter(inserted));
        task.stop();
        task.run("BEGIN; INSERT INTO t VALUES (2); INSERT INTO t VALUES (3); COMMIT");

        task.start();

        assertThat(task.readUntil(row(3)))
                .filteredOn(record -> record.topic().equals("shop.public.t"))
                .hasSize(2)
                .anyMatch(row(2));
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

    private boolean isTrue(String sql) {
        try {
            return "t".equals(task.query(sql));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No table was altered, so that the log does not say it. */
    @Test
    void aFieldThatIsAddedToACompositeTypeIsInTheNextChange() throws Exception {
        task.run("CREATE TYPE pair AS (a int, b text)", "CREATE TABLE c (id int PRIMARY KEY, one pair, more pair[])");
        Map<String, String> both = Map.of("table.include.list", "public.(t|c)");
        task.start(both);
        task.run("INSERT INTO c VALUES (1, (1, 'x'), ARRAY[(2, 'y')::pair])", "INSERT INTO t VALUES (1)");
        assertThat(task.readUntil(row(1))).filteredOn(PostgresTextTaskIT::isOfC).allMatch(c -> fields(c)
                .equals("2 2"));

        task.run(
                "ALTER TYPE pair ADD ATTRIBUTE c int",
                "INSERT INTO c VALUES (2, (1, 'x', 3), NULL)",
                "INSERT INTO t VALUES (2)");
        assertThat(task.readUntil(row(2)))
                .filteredOn(PostgresTextTaskIT::isOfC)
                .extracting(PostgresTextTaskIT::fields)
                .containsExactly("3 3");

        task.run(
                "ALTER TYPE pair ADD ATTRIBUTE d int",
                "INSERT INTO c VALUES (3, NULL, ARRAY[(2, 'y', 3, 4)::pair])",
                "INSERT INTO t VALUES (3)");
        assertThat(task.readUntil(row(3)))
                .filteredOn(PostgresTextTaskIT::isOfC)
                .extracting(PostgresTextTaskIT::fields)
                .containsExactly("4 4");
        task.run("DROP TABLE c", "DROP TYPE pair");
    }

    private static boolean isOfC(SourceRecord record) {
        return record.topic().equals("shop.public.c") && record.value() != null;
    }

    /** How many the two composites have. */
    private static String fields(SourceRecord record) {
        return Stream.of("one", "more")
                .map(name -> record.valueSchema()
                        .field("after")
                        .schema()
                        .field(name)
                        .schema()
                        .parameters())
                .map(p -> SourceColumn.parse(p.get(SourceColumn.PARAMETER)).type())
                .map(type -> Integer.toString(CompositeFields.of(type)))
                .collect(Collectors.joining(" "));
    }
}
