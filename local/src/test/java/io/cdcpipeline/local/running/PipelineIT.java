package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Given a table, when this SQL ran, then these rows stand in Delta. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class PipelineIT {

    private final TestPipeline pipeline;

    PipelineIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void rowsThatWereThereBeforeAreCopied() throws Exception {
        assertThat(pipeline.lake("SELECT id, first_name, last_name, email FROM inventory.customers ORDER BY id"))
                .containsExactly(
                        "1001|Sally|Thomas|sally.thomas@acme.com",
                        "1002|George|Bailey|gbailey@foobar.com",
                        "1003|Edward|Walker|ed@walker.com",
                        "1004|Jonh|Kretchmar|annek@noanswer.org");
    }

    @Test
    void insertUpdateAndDeleteAreFollowed() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.orders (id int PRIMARY KEY, state text)",
                "INSERT INTO inventory.orders VALUES (1, 'new'), (2, 'new'), (3, 'new')");
        assertThat(pipeline.lake("SELECT * FROM inventory.orders ORDER BY id"))
                .containsExactly("1|new", "2|new", "3|new");

        pipeline.source(
                "UPDATE inventory.orders SET state = 'sent' WHERE id = 2", "DELETE FROM inventory.orders WHERE id = 1");
        assertThat(pipeline.lake("SELECT * FROM inventory.orders ORDER BY id")).containsExactly("2|sent", "3|new");
    }

    @Test
    void lastOfManyChangesOfAKeyInOneTransactionWins() throws Exception {
        pipeline.source("CREATE TABLE inventory.busy (id int PRIMARY KEY, n int)");
        pipeline.transaction(
                "INSERT INTO inventory.busy VALUES (1, 0), (2, 0), (3, 0)",
                "UPDATE inventory.busy SET n = n + 1",
                "UPDATE inventory.busy SET n = n + 1 WHERE id = 1",
                "DELETE FROM inventory.busy WHERE id IN (2, 3)",
                "INSERT INTO inventory.busy VALUES (3, 7)");

        assertThat(pipeline.lake("SELECT * FROM inventory.busy ORDER BY id")).containsExactly("1|2", "3|7");
    }

    @Test
    void transactionThatWasRolledBackLeavesNothing() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.undone (id int PRIMARY KEY)",
                "BEGIN; INSERT INTO inventory.undone VALUES (1); ROLLBACK",
                "INSERT INTO inventory.undone VALUES (2)");

        assertThat(pipeline.lake("SELECT * FROM inventory.undone")).containsExactly("2");
    }

    @Test
    void rowsAreFoundByAllPartsOfTheirKey() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.lines (note text, item int, shop text, PRIMARY KEY (shop, item))",
                "INSERT INTO inventory.lines VALUES ('a', 1, 'x'), ('b', 2, 'x'), ('c', 1, 'y')",
                "UPDATE inventory.lines SET note = 'changed' WHERE shop = 'x' AND item = 1",
                "DELETE FROM inventory.lines WHERE shop = 'y'");

        assertThat(pipeline.lake("SELECT shop, item, note FROM inventory.lines ORDER BY item"))
                .containsExactly("x|1|changed", "x|2|b");
    }

    @Test
    void nullIsNotAnEmptyText() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.optional (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.optional VALUES (1, NULL), (2, ''), (3, 'x')",
                "UPDATE inventory.optional SET v = NULL WHERE id = 3");

        assertThat(pipeline.lake("SELECT * FROM inventory.optional ORDER BY id"))
                .containsExactly("1|∅", "2|", "3|∅");
    }

    @Test
    void newColumnAppearsWithItsValues() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.growing (id int PRIMARY KEY)", "INSERT INTO inventory.growing VALUES (1), (2)");
        assertThat(pipeline.lake("SELECT * FROM inventory.growing ORDER BY id")).containsExactly("1", "2");

        pipeline.source(
                "ALTER TABLE inventory.growing ADD COLUMN note text",
                "UPDATE inventory.growing SET note = 'later' WHERE id = 1",
                "INSERT INTO inventory.growing VALUES (3, 'new')");

        assertThat(pipeline.lake("SELECT id, note FROM inventory.growing ORDER BY id"))
                .containsExactly("1|later", "2|∅", "3|new");
    }

    @Test
    void unchangedLargeValueIsKept() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.documents (id int PRIMARY KEY, title text, body text)",
                "ALTER TABLE inventory.documents ALTER COLUMN body SET STORAGE EXTERNAL",
                "INSERT INTO inventory.documents VALUES (1, 'draft', repeat('x', 100000)), (2, 'draft', repeat('y', 100000))",
                "UPDATE inventory.documents SET title = 'final' WHERE id = 1");

        assertThat(pipeline.lake("SELECT id, title, length(body), left(body, 1) FROM inventory.documents ORDER BY id"))
                .containsExactly("1|final|100000|x", "2|draft|100000|y");
    }

    @Test
    void truncateClearsTheTable() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.emptied (id int PRIMARY KEY)",
                "INSERT INTO inventory.emptied SELECT generate_series(1, 100)",
                "TRUNCATE inventory.emptied",
                "INSERT INTO inventory.emptied VALUES (7)");

        assertThat(pipeline.lake("SELECT * FROM inventory.emptied")).containsExactly("7");
    }

    @Test
    void changedKeyMovesTheRow() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.moved (id int PRIMARY KEY, v text)",
                "INSERT INTO inventory.moved VALUES (1, 'one'), (2, 'two')",
                "UPDATE inventory.moved SET id = id + 10");

        assertThat(pipeline.lake("SELECT * FROM inventory.moved ORDER BY id")).containsExactly("11|one", "12|two");
    }

    @Test
    void namesAndValuesMayHoldAnyLetter() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.\"Größe, 東 & co\" (\"Ä Ö\" int PRIMARY KEY, \"select\" text)",
                "INSERT INTO inventory.\"Größe, 東 & co\" VALUES (1, 'Zürich 東京 🦜 \\ \" '' \n\t')");

        assertThat(pipeline.lake("SELECT * FROM inventory.`Größe, 東 & co`"))
                .containsExactly("1|Zürich 東京 🦜 \\ \" ' \n\t");
        pipeline.assertEqualToSource("inventory.Größe, 東 & co");
    }

    /** In a schema that has had none: each would give the replication role the right to it. */
    @Test
    void tablesMayBeCreatedAtOnce() throws Exception {
        pipeline.source("CREATE SCHEMA crowded");
        CompletableFuture<Void> second;
        try (Connection first = new SourceDatabase(pipeline.endpoints()).connect();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("CREATE TABLE crowded.one (id int PRIMARY KEY)");
            second = CompletableFuture.runAsync(() -> create("crowded.two"));
            Awaitility.await().atMost(TestPipeline.PATIENCE).until(() -> isAnyWaiting(statement));
            first.commit();
        }
        assertThat(second).succeedsWithin(Duration.ofMinutes(1));
    }

    private static boolean isAnyWaiting(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND classid = 'pg_publication'::regclass")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private void create(String table) {
        try {
            pipeline.source("SET lock_timeout = '60s'", "CREATE TABLE " + table + " (id int PRIMARY KEY)");
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void tableThatIsNotSelectedStaysOut() throws Exception {
        pipeline.source(
                "CREATE TABLE public.elsewhere (id int PRIMARY KEY)", "INSERT INTO public.elsewhere VALUES (1)");

        assertThat(pipeline.lake("SHOW NAMESPACES")).doesNotContain("public");
    }

    @Test
    void howFreshTheLakeIsIsMeasuredByWhatTheSourceItselfCommits() {
        Awaitility.await().atMost(TestPipeline.PATIENCE).untilAsserted(() -> assertThat(pipeline.metrics())
                .containsPattern("cdcpipeline_freshness_seconds_count\\{[^}]*of=\"canary\"} [1-9]"));
    }

    @Test
    void manyRowsAreEqual() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.many (id bigint PRIMARY KEY, v text, n numeric(20,4))",
                "INSERT INTO inventory.many SELECT g, md5(g::text), g / 7.0 FROM generate_series(1, 100000) g",
                "UPDATE inventory.many SET v = v || '!' WHERE id % 10 = 0",
                "DELETE FROM inventory.many WHERE id % 13 = 0");

        pipeline.assertEqualToSource("inventory.many");
    }
}
