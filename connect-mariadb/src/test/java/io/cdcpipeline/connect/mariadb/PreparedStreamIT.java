package io.cdcpipeline.connect.mariadb;

import static io.cdcpipeline.connect.mariadb.RunningTask.changes;
import static io.cdcpipeline.connect.mariadb.RunningTask.operation;
import static io.cdcpipeline.connect.mariadb.RunningTask.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.testing.RealMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that are prepared (XA), on a real server. */
class PreparedStreamIT {

    private static final String TOPIC = "shop.shop.t";

    @TempDir
    private Path folder;

    private RealMariaDb server;
    private RunningTask task;

    @BeforeEach
    void begin() throws Exception {
        server = RealMariaDb.start();
        server.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.t (id int PRIMARY KEY, note varchar(40))",
                "INSERT INTO shop.t VALUES (1, 'first')");
        // So often does an idle server give a sign of life, by which the end of the last transaction is told.
        task = RunningTask.in(folder, server, "shop\\..*").with(Map.of("connect.keep.alive.interval.ms", "1000"));
        task.start();
    }

    @AfterEach
    void end() throws Exception {
        task.stop();
        server.close();
    }

    /** What Java's transaction managers do with two databases. */
    @Test
    void aPreparedTransactionComesWhenItIsCommittedAndOneThatIsRolledBackNever() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        prepare("a", "INSERT INTO shop.t VALUES (2, 'kept'), (3, 'kept')");
        prepare("b", "INSERT INTO shop.t VALUES (4, 'undone')");
        server.execute("XA START 'e'", "SELECT 1", "XA END 'e'", "XA PREPARE 'e'", "XA COMMIT 'e'");
        server.execute("INSERT INTO shop.t VALUES (5, 'meanwhile')", "XA ROLLBACK 'b'", "XA COMMIT 'a'");
        String committed = place();
        server.execute(
                "XA START 'c'", "INSERT INTO shop.t VALUES (6, 'at once')", "XA END 'c'", "XA COMMIT 'c' ONE PHASE");
        String atOnce = place();

        List<SourceRecord> records =
                task.readUntil(record -> atOnce.equals(record.sourceOffset().get("gtids")));

        List<Struct> changes = changes(records, TOPIC);
        assertThat(ids(changes)).containsExactly("5", "2", "3", "6");
        assertThat(changes.subList(1, 3))
                .allMatch(c -> c.getStruct("source").getString("gtid").equals(committed));
        assertThat(changes.stream().map(PreparedStreamIT::order)).containsExactly(1L, 1L, 2L, 1L);
    }

    /** Whoever reads the log from there on does not see the rows: they stand before it. */
    @Test
    void aTransactionThatWasPreparedBeforeTheTaskBeganIsReadWhereTheLogHasIt() throws Exception {
        task.readUntil(row(TOPIC, "id", "1"));
        task.stop();
        Files.delete(folder.resolve("history"));
        prepare("a", "INSERT INTO shop.t VALUES (2, 'another one of that name')");
        server.execute("XA COMMIT 'a'");
        prepare("a", "INSERT INTO shop.t VALUES (3, 'x'), (4, 'x')", "UPDATE shop.t SET note = 'y' WHERE id = 4");
        server.execute("FLUSH BINARY LOGS", "INSERT INTO shop.t VALUES (5, 'z')", "FLUSH BINARY LOGS");
        task.start();
        List<SourceRecord> snapshot = task.readUntil(row(TOPIC, "id", "5"));
        server.execute("XA COMMIT 'a'");
        prepare("a", "INSERT INTO shop.t VALUES (6, 'the next one of that name')");

        List<SourceRecord> stream = task.readUntil(operation(TOPIC, "u"));
        task.diedAfter(stream.stream().filter(row(TOPIC, "id", "3")).findFirst().orElseThrow());
        task.start();
        List<Struct> again = changes(task.readUntil(operation(TOPIC, "u")), TOPIC);

        assertThat(ids(changes(snapshot, TOPIC))).containsExactly("1", "2", "5");
        assertThat(ids(changes(stream, TOPIC))).containsExactly("3", "4", "4");
        assertThat(ids(again)).containsExactly("4", "4");
        assertThat(again.stream().map(PreparedStreamIT::order)).containsExactly(2L, 3L);
        server.execute("XA ROLLBACK 'a'", "INSERT INTO shop.t VALUES (7, 'end')");
        assertThat(ids(changes(task.readUntil(row(TOPIC, "id", "7")), TOPIC))).containsExactly("7");
    }

    private void prepare(String name, String... statements) {
        String id = "'" + name + "'";
        List<String> all = new ArrayList<>(List.of(statements));
        all.add(0, "XA START " + id);
        all.addAll(List.of("XA END " + id, "XA PREPARE " + id));
        server.execute(all.toArray(String[]::new));
    }

    private String place() {
        return server.row("SELECT @@gtid_binlog_pos").get(0);
    }

    private static List<String> ids(List<Struct> changes) {
        return changes.stream().map(c -> c.getStruct("after").getString("id")).toList();
    }

    private static long order(Struct change) {
        return change.getStruct("source").getInt64("order");
    }
}
