package io.cdcpipeline.connect.mariadb;

import static io.cdcpipeline.connect.mariadb.RunningTask.changes;
import static io.cdcpipeline.connect.mariadb.RunningTask.operation;
import static io.cdcpipeline.connect.mariadb.RunningTask.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.testing.RealMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task on a real server: order, restarts, what is lost, and what is done to tables. */
class StreamIT {

    private static final String TOPIC = "shop.shop.t";

    @TempDir
    private Path folder;

    private RealMariaDb server;
    private RunningTask task;

    @BeforeEach
    void begin() throws Exception {
        server = RealMariaDb.start("--character-set-server=utf8mb4");
        server.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.t (id int PRIMARY KEY, note varchar(20))",
                "INSERT INTO shop.t VALUES (1, 'first')");
        task = RunningTask.in(folder, server, "shop\\..*");
        task.start();
    }

    @AfterEach
    void end() throws Exception {
        task.stop();
        server.close();
    }

    @Test
    void aChangesPlaceIsItsTransactionsNumberAndItsOrderInIt() throws Exception {
        Struct read = changes(task.readUntil(row(TOPIC, "id", "1")), TOPIC).get(0);
        server.execute("INSERT INTO shop.t VALUES (2, 'a'), (3, 'b')");
        server.execute("BEGIN", "UPDATE shop.t SET note = 'c'", "DELETE FROM shop.t WHERE id = 2", "COMMIT");

        List<Struct> changes = changes(task.readUntil(operation(TOPIC, "d")), TOPIC);

        assertThat(changes.stream().map(c -> c.getString("op"))).containsExactly("c", "c", "u", "u", "u", "d");
        assertThat(changes.stream().map(c -> source(c, "order"))).containsExactly(1L, 2L, 1L, 2L, 3L, 4L);
        long first = source(changes.get(0), "lsn");
        assertThat(first).isGreaterThan(source(read, "lsn"));
        assertThat(source(changes.get(5), "commit_lsn")).isEqualTo(first + 1);
        assertThat(changes.get(5).getStruct("source").getString("gtid")).isEqualTo("0-1-" + (first + 1));
        assertThat(read.getStruct("source").getString("snapshot")).isNotEqualTo("false");
    }

    /** A worker that dies in the middle of a transaction gives out the rest of it under the same places. */
    @Test
    void aRestartMissesNothingAndKeepsPlaces() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        server.execute(
                "BEGIN",
                "INSERT INTO shop.t VALUES (2, 'a'), (3, 'b')",
                "INSERT INTO shop.t VALUES (4, 'c')",
                "COMMIT");
        List<SourceRecord> all = task.readUntil(row(TOPIC, "id", "4"));
        SourceRecord second =
                all.stream().filter(row(TOPIC, "id", "2")).findFirst().orElseThrow();
        List<Struct> before = changes(all, TOPIC);

        task.diedAfter(second);
        server.execute("INSERT INTO shop.t VALUES (5, 'd')");
        task.start();
        List<Struct> again = changes(task.readUntil(row(TOPIC, "id", "5")), TOPIC);

        assertThat(again.stream().map(c -> c.getStruct("after").getString("id")))
                .containsExactly("3", "4", "5");
        assertThat(source(again.get(0), "order"))
                .isEqualTo(source(before.get(1), "order"))
                .isEqualTo(2);
        assertThat(source(again.get(1), "order"))
                .isEqualTo(source(before.get(2), "order"))
                .isEqualTo(3);
        assertThat(source(again.get(1), "lsn")).isEqualTo(source(before.get(2), "lsn"));
    }

    /** Nothing but the server's own signs of life comes then, and each of them is an event. */
    @Test
    void anIdleServerThatHasWrittenADefinitionLastIsReadUpToThereAndARestartMissesNothing() throws Exception {
        task.stop();
        task = RunningTask.in(folder, server, "shop\\..*").with(Map.of("connect.keep.alive.interval.ms", "1000"));
        Files.deleteIfExists(folder.resolve("history"));
        task.start();
        task.readUntil(row(TOPIC, "id", "1"));
        server.execute("INSERT INTO shop.t VALUES (2, 'a')", "ALTER TABLE shop.t ADD COLUMN more int");
        String end = server.row("SELECT @@gtid_binlog_pos").get(0);
        task.readUntil(record -> isAt(record, end) || skipped(record) > 4);

        task.stop();
        server.execute("INSERT INTO shop.t VALUES (3, 'b', 1)", "INSERT INTO shop.t VALUES (4, 'c', 2)");
        task.start();

        List<Struct> changes = changes(task.readUntil(row(TOPIC, "id", "4")), TOPIC);
        assertThat(changes.stream().map(c -> c.getStruct("after").getString("id")))
                .containsExactly("3", "4");
        server.execute("CREATE TABLE shop.later (id int)");
        String later = server.row("SELECT @@gtid_binlog_pos").get(0);
        assertThat(task.readUntil(record -> isAt(record, later)))
                .allMatch(record -> !isAt(record, later) || skipped(record) == 0);
    }

    private static boolean isAt(SourceRecord record, String gtids) {
        return gtids.equals(record.sourceOffset().get("gtids"));
    }

    /** So many events are left out after a start from there. */
    private static long skipped(SourceRecord record) {
        return record.sourceOffset().get("event") instanceof Number events ? events.longValue() : 0;
    }

    /** The collation takes both for the same key, and the log has the row that was there. */
    @Test
    void aKeyThatChangesItsCaseGoesAndComes() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        server.execute("CREATE TABLE shop.u (name varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v int)");
        server.execute("INSERT INTO shop.u VALUES ('a', 1)", "UPDATE shop.u SET name = 'A' WHERE name = 'a'");
        server.execute("REPLACE INTO shop.u VALUES ('a', 2)", "INSERT INTO shop.t VALUES (9, 'end')");

        List<Struct> changes = changes(task.readUntil(row(TOPIC, "id", "9")), "shop.shop.u");

        assertThat(changes.stream().map(c -> c.getString("op") + key(c))).containsExactly("ca", "da", "cA", "dA", "ca");
    }

    private static String key(Struct change) {
        Struct row = change.getStruct(change.getString("op").equals("d") ? "before" : "after");
        return row.getString("name");
    }

    @Test
    void whatIsDoneToATableIsInOrderAmongItsRows() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        server.execute(
                "INSERT INTO shop.t VALUES (2, 'a')",
                "ALTER TABLE shop.t ADD COLUMN n int unsigned NOT NULL DEFAULT 7",
                "INSERT INTO shop.t (id, n) VALUES (3, 4294967295)",
                "ALTER TABLE shop.t CHANGE note remark varchar(30)",
                "INSERT INTO shop.t VALUES (4, 'renamed', 1)",
                "ALTER TABLE shop.t DROP COLUMN remark, MODIFY n bigint",
                "INSERT INTO shop.t VALUES (5, -1)",
                "TRUNCATE TABLE shop.t",
                "INSERT INTO shop.t VALUES (6, 0)");
        List<SourceRecord> records = task.readUntil(row(TOPIC, "id", "6"));

        List<Struct> changes = changes(records, TOPIC);
        assertThat(changes.stream().map(c -> c.getString("op"))).containsExactly("c", "c", "c", "c", "t", "c");
        assertThat(changes.get(1).getStruct("after").getString("n")).isEqualTo("4294967295");
        assertThat(column(changes.get(1), "n").type().name()).isEqualTo("int unsigned");
        assertThat(column(changes.get(1), "n").initial()).isEqualTo(SourceColumn.Initial.of("7"));
        assertThat(changes.get(2).getStruct("after").getString("remark")).isEqualTo("renamed");
        assertThat(changes.get(3).schema().field("after").schema().field("remark"))
                .isNull();
        assertThat(column(changes.get(3), "n").type().name()).isEqualTo("bigint");
    }

    private static SourceColumn column(Struct change, String name) {
        return SourceColumn.parse(change.schema()
                .field("after")
                .schema()
                .field(name)
                .schema()
                .parameters()
                .get(SourceColumn.PARAMETER));
    }

    @Test
    void aTableThatIsDroppedAndMadeAgainIsAnotherOneAndOneThatIsAlteredIsNot() throws Exception {
        Struct read = changes(task.readUntil(row(TOPIC, "id", "1")), TOPIC).get(0);
        server.execute("ALTER TABLE shop.t ADD COLUMN more int", "INSERT INTO shop.t (id) VALUES (2)");
        server.execute(
                "DROP TABLE shop.t", "CREATE TABLE shop.t (id int PRIMARY KEY)", "INSERT INTO shop.t VALUES (3)");
        server.execute("CREATE TABLE shop.n LIKE shop.t", "RENAME TABLE shop.t TO shop.o, shop.n TO shop.t");
        server.execute("INSERT INTO shop.t VALUES (4)", "CREATE OR REPLACE TABLE shop.t LIKE shop.o");
        server.execute("INSERT INTO shop.t VALUES (5)");

        List<Struct> changes = changes(task.readUntil(row(TOPIC, "id", "5")), TOPIC);

        SourceRelation first = column(read, "id").relation();
        assertThat(first.whole()).isFalse();
        assertThat(column(changes.get(0), "id").relation()).isEqualTo(first);
        SourceRelation second = column(changes.get(1), "id").relation();
        assertThat(second.oid()).isGreaterThan(first.oid());
        assertThat(second.whole()).isTrue();
        assertThat(column(changes.get(2), "id").relation())
                .as("what has changed places")
                .isEqualTo(second);
        SourceRelation third = column(changes.get(3), "id").relation();
        assertThat(third.oid()).isGreaterThan(second.oid());
        assertThat(third.whole()).isTrue();
    }

    /** As gh-ost does, which has copied all rows before: the name keeps its table, which has other columns now. */
    @Test
    void aTableThatChangesPlacesWithACopyGoesOnUnderItsName() throws Exception {
        task.stop();
        Files.deleteIfExists(folder.resolve("history"));
        task = RunningTask.in(folder, server, "shop\\.t");
        task.start();
        Struct read = changes(task.readUntil(row(TOPIC, "id", "1")), TOPIC).get(0);
        server.execute(
                "CREATE TABLE shop._t_new LIKE shop.t",
                "ALTER TABLE shop._t_new ADD COLUMN more int",
                "INSERT INTO shop._t_new SELECT id, note, 7 FROM shop.t",
                "RENAME TABLE shop.t TO shop._t_old, shop._t_new TO shop.t",
                "INSERT INTO shop.t VALUES (2, 'b', 8)");

        List<Struct> changes = changes(task.readUntil(row(TOPIC, "id", "2")), TOPIC);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.getStruct("after").getString("more")).isEqualTo("8");
            assertThat(column(change, "id").relation())
                    .isEqualTo(column(read, "id").relation());
        });
    }

    @Test
    void aSchemaHistoryThatIsGoneIsMadeAgainWithAllRows() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        task.stop();
        Files.delete(folder.resolve("history"));
        server.execute("INSERT INTO shop.t VALUES (2, 'meanwhile')");

        task.start();

        readAnew();
    }

    @Test
    void aLogThatIsPurgedIsReplacedByAllRows() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        task.stop();
        server.execute("CREATE TABLE shop.other (id int)", "INSERT INTO shop.t VALUES (2, 'meanwhile')");
        // A reader that is gone holds its file until the server notices.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            server.execute(
                    "INSERT INTO shop.other VALUES (1)",
                    "FLUSH BINARY LOGS",
                    "PURGE BINARY LOGS TO '" + server.row("SHOW MASTER STATUS").get(0) + "'");
            return !server.row("SHOW BINARY LOGS").get(0).equals("binlog.000001");
        });

        task.start();

        readAnew();
    }

    @Test
    void aLogThatIsBegunAnewIsReplacedByAllRows() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        task.stop();
        server.execute("RESET MASTER", "INSERT INTO shop.t VALUES (2, 'meanwhile')");

        task.start();

        readAnew();
    }

    /** What the task knows is not what the log has: here, since its history is one from before. */
    @Test
    void aTableThatIsNotAsItIsKnownToBeIsReadAnewByTheNextTask() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        task.stop();
        Path history = folder.resolve("history");
        String known = Files.readString(history);
        server.execute("ALTER TABLE shop.t ADD COLUMN more int", "INSERT INTO shop.t VALUES (2, 'meanwhile', 1)");
        task.start();
        task.readUntil(row(TOPIC, "id", "2"));
        task.stop();
        Files.writeString(history, known);
        server.execute("UPDATE shop.t SET more = 2 WHERE id = 2");

        task.start();
        assertThatThrownBy(() -> task.readUntil(operation(TOPIC, "u")))
                .rootCause()
                .hasMessageContaining("table shop.t does not fit to its changes");
        task.stop();
        task.start();

        readAnew();
    }

    /** The rows that are there, as a snapshot's, and then what comes. */
    private void readAnew() throws Exception {
        List<Struct> snapshot = changes(task.readUntil(row(TOPIC, "id", "2")), TOPIC);
        server.execute("INSERT INTO shop.t (id) VALUES (3)");
        List<Struct> stream = changes(task.readUntil(row(TOPIC, "id", "3")), TOPIC);

        assertThat(snapshot.stream().map(c -> c.getString("op"))).containsExactly("r", "r");
        assertThat(stream.stream().map(c -> c.getString("op"))).containsExactly("c");
        assertThat(source(stream.get(0), "lsn")).isGreaterThan(source(snapshot.get(0), "lsn"));
    }

    @Test
    void transactionsOfAnotherDomainAreRefused() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        server.execute("INSERT INTO shop.t VALUES (2, 'a')");
        task.readUntil(row(TOPIC, "id", "2"));

        server.execute("SET SESSION gtid_domain_id = 5", "INSERT INTO shop.t VALUES (3, 'b')");

        assertThatThrownBy(() -> task.readUntil(row(TOPIC, "id", "3")))
                .rootCause()
                .hasMessageContaining("GTID domains 0 and 5");
    }

    @Test
    void aUserWithFewRightsIsEnough() throws Exception {
        task.stop();
        Files.deleteIfExists(folder.resolve("history"));
        server.execute(
                "CREATE USER cdc IDENTIFIED BY 'secret'",
                "GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO cdc",
                "GRANT SELECT, LOCK TABLES ON shop.* TO cdc");
        RunningTask limited = RunningTask.in(folder, server, "shop\\.t")
                .with(Map.of("database.user", "cdc", "database.password", "secret"));
        limited.start();
        limited.readUntil(row(TOPIC, "id", "1"));
        server.execute("INSERT INTO shop.t VALUES (2, 'stream')");
        limited.readUntil(row(TOPIC, "id", "2"));
        limited.stop();
        server.execute("INSERT INTO shop.t VALUES (3, 'restart')");

        limited.start();

        assertThat(changes(limited.readUntil(row(TOPIC, "id", "3")), TOPIC)).hasSize(1);
        limited.stop();
    }

    /** As Connect asks before it starts a connector. */
    @Test
    void theConnectorTakesItsSettings() {
        Map<String, String> settings = new HashMap<>(task.settings());
        settings.put("name", "shop");
        settings.put("schema.history.internal.kafka.bootstrap.servers", "localhost:9092");
        settings.put("schema.history.internal.kafka.topic", "shop.history");

        List<String> errors = new MariaDbTextConnector()
                .validate(settings).configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();

        assertThat(errors).isEmpty();
    }

    private static long source(Struct change, String field) {
        return change.getStruct("source").getInt64(field);
    }
}
