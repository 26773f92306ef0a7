package io.cdcpipeline.connect;

import static io.cdcpipeline.connect.RunningTask.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.catalog.NotesSql;
import io.cdcpipeline.contract.event.SourceColumn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers of columns that events have, by what a real database has noted. */
class TableNotesIT {

    private static final String DISABLE =
            "ALTER EVENT TRIGGER \"!cdc_commands\" DISABLE; ALTER EVENT TRIGGER \"!cdc_drops\" DISABLE";
    private static final String ENABLE =
            "ALTER EVENT TRIGGER \"!cdc_commands\" ENABLE ALWAYS; ALTER EVENT TRIGGER \"!cdc_drops\" ENABLE ALWAYS";
    private static final String MADE_AGAIN = "ALTER TABLE t DROP COLUMN v, ADD COLUMN v text";

    private static EmbeddedPostgres server;

    private final RunningTask task = new RunningTask(server);

    @BeforeAll
    static void begin() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("synchronous_commit", "on")
                .start();
        new RunningTask(server).run("CREATE PUBLICATION cdc FOR ALL TABLES");
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @BeforeEach
    void prepare() throws SQLException {
        task.run(NotesSql.of("postgres"), "CREATE TABLE t (id int PRIMARY KEY, v text)");
    }

    @AfterEach
    void clean() throws SQLException {
        task.stop();
        task.dropSlot();
        task.run("DROP TABLE t", "DROP SCHEMA IF EXISTS cdc CASCADE");
    }

    @Test
    void aColumnKeepsItsNumberUnderAnotherNameAndAnotherOneHasItsOwn() throws Exception {
        task.start();
        task.run(
                "INSERT INTO t VALUES (1, 'a')",
                "ALTER TABLE t RENAME v TO w",
                "INSERT INTO t VALUES (2, 'b')",
                "ALTER TABLE t DROP COLUMN w, ADD COLUMN w text DEFAULT 'x'; ALTER TABLE t ALTER COLUMN w DROP DEFAULT;"
                        + " INSERT INTO t VALUES (3, 'c')");

        assertThat(numbers(3)).containsExactly("id#1 v#2", "id#1 w#2", "id#1 w#3=x");
    }

    /** Between boxes in an array stands a semicolon, and in a box a comma. */
    @Test
    void olderRowsHaveAWholeDefaultWhateverItsTypeHasBetweenElements() throws Exception {
        task.start();
        task.run("ALTER TABLE t ADD COLUMN w box DEFAULT '(1,1),(0,0)'", "INSERT INTO t VALUES (1)");
        assertThat(numbers(1)).containsExactly("id#1 v#2 w#3=(1,1),(0,0)");

        task.run(
                DISABLE,
                "ALTER TABLE t ADD COLUMN x box DEFAULT '(3,3),(2,2)', ADD COLUMN y text DEFAULT 'a,\"b\"'",
                ENABLE,
                "INSERT INTO t VALUES (2)");
        assertThat(numbers(2)).containsExactly("id v w=(1,1),(0,0) x=(3,3),(2,2) y=a,\"b\"");
    }

    @Test
    void aTaskThatIsBehindFindsWhatWasAtEachPlace() throws Exception {
        task.start();
        task.readUntil(r -> true);
        task.stop();
        task.run(
                "INSERT INTO t VALUES (1, 'a')",
                "BEGIN; " + MADE_AGAIN + "; INSERT INTO t VALUES (2, 'b'); SAVEPOINT s; ALTER TABLE t RENAME v TO w;"
                        + " ROLLBACK TO s; INSERT INTO t VALUES (3, 'c'); ALTER TABLE t RENAME v TO x; COMMIT",
                "INSERT INTO t VALUES (4, 'd')");

        task.start();

        assertThat(numbers(4)).containsExactly("id#1 v#2", "id#1 v#3", "id#1 v#3", "id#1 x#3");
    }

    /** The catalogue is another than the newest note. */
    @Test
    void aChangeThatNobodyNotedTakesTheNumbersAway() throws Exception {
        task.start();
        task.run("INSERT INTO t VALUES (1, 'a')");
        assertThat(numbers(1)).containsExactly("id#1 v#2");

        task.run(DISABLE, MADE_AGAIN, ENABLE, "INSERT INTO t VALUES (2, 'b')");
        assertThat(numbers(2)).containsExactly("id v");

        task.run("ALTER TABLE t ADD COLUMN w int", "INSERT INTO t VALUES (3, 'c')");
        assertThat(numbers(3)).containsExactly("id#1 v#3 w#4");
    }

    /** By then the newest note is right again. */
    @Test
    void aTaskThatIsBehindDoesNotBelieveWhatWasNotedBeforeSuchAChange() throws Exception {
        task.start();
        task.readUntil(r -> true);
        task.stop();
        task.run(
                DISABLE,
                MADE_AGAIN,
                ENABLE,
                "INSERT INTO t VALUES (1, 'a')",
                "ALTER TABLE t ADD COLUMN w int",
                "INSERT INTO t VALUES (2, 'b')");

        task.start();

        assertThat(numbers(2)).containsExactly("id v", "id#1 v#3 w#4");
    }

    /** What a query saw in it may be older than what its statements acted on. */
    @Test
    void aTransactionAboveReadCommittedGivesNoNumbers() throws Exception {
        task.start();
        task.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1; ALTER TABLE t ADD COLUMN w int;"
                + " INSERT INTO t VALUES (1, 'a'); COMMIT");

        assertThat(numbers(1)).containsExactly("id v w");
    }

    @Test
    void notesOfAnotherServerOrDatabaseAreNotBelieved() throws Exception {
        task.start();
        for (String other : List.of("system = system + 1", "database = 1")) {
            task.run("UPDATE cdc.ddl SET " + other, "INSERT INTO t VALUES (1, 'a')");
            assertThat(numbers(1)).as(other).containsExactly("id v");
            task.run("DELETE FROM t", "ALTER TABLE t ADD COLUMN w int", "INSERT INTO t VALUES (2, 'b')");
            assertThat(numbers(2)).as(other).containsExactly("id#1 v#2 w#3");
            task.run("DROP TABLE t", "CREATE TABLE t (id int PRIMARY KEY, v text)");
        }
    }

    @Test
    void aDatabaseThatWasMadeBeforeOrHasAnotherTableOfThatNameHasNone() throws Exception {
        task.run("DROP SCHEMA cdc CASCADE");
        task.start();
        task.run("INSERT INTO t VALUES (1, 'a')");
        assertThat(numbers(1)).containsExactly("id v");

        task.run(
                "CREATE SCHEMA cdc",
                "CREATE TABLE cdc.ddl (relation oid, mine text)",
                "ALTER TABLE t RENAME v TO w",
                "INSERT INTO t VALUES (2, 'b')");
        assertThat(numbers(2)).containsExactly("id w");
    }

    /** Such a commit is in the log, and read, while it waits for a standby. */
    @Test
    void aTransactionThatOthersDoNotSeeYetIsWaitedFor() throws Exception {
        task.start(Map.of("heartbeat.interval.ms", "0")); // a heartbeat would wait for the standby, too
        task.run("INSERT INTO t VALUES (2, 'b')");
        numbers(2);
        task.run("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()");
        try {
            CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> unchecked(
                    "SET statement_timeout = 0", "BEGIN; " + MADE_AGAIN + "; INSERT INTO t VALUES (3, 'c'); COMMIT"));
            CompletableFuture<Void> released = CompletableFuture.runAsync(this::releaseOnceItIsWaitedFor);
            assertThat(numbers(3)).containsExactly("id#1 v#3");
            released.join();
            commit.join();
        } finally {
            task.run("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
        }
    }

    private void releaseOnceItIsWaitedFor() {
        Awaitility.await().atMost(java.time.Duration.ofSeconds(30)).until(() -> task.query("""
                SELECT count(*) FROM pg_stat_activity c, pg_stat_activity r
                WHERE c.wait_event = 'SyncRep' AND c.query LIKE '%COMMIT' AND r.query LIKE '%transactionid = $1::xid%'
                  AND r.query_start > c.xact_start""")
                .equals("1"));
        unchecked("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    }

    private void unchecked(String... statements) {
        try {
            task.run(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the columns of each row up to that one; with what older rows have, where that is a text. */
    private List<String> numbers(int last) throws InterruptedException {
        return task.readUntil(row(last)).stream()
                .filter(r -> r.topic().equals("shop.public.t")
                        && r.value() instanceof Struct event
                        && event.getStruct("after") != null)
                .map(TableNotesIT::columns)
                .toList();
    }

    private static String columns(SourceRecord record) {
        return record.valueSchema().field("after").schema().fields().stream()
                .map(f -> SourceColumn.parse(f.schema().parameters().get(SourceColumn.PARAMETER)))
                .map(c -> c.name()
                        + (c.number() == 0 ? "" : "#" + c.number())
                        + (c.initial().text() == null ? "" : "=" + c.initial().text()))
                .collect(Collectors.joining(" "));
    }
}
