package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.query.JobStatusClient;
import io.cdcpipeline.local.query.QueryRefusedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Given a table without a key, when SQL ran, then the lake has as many copies of each row as the source. */
@ExtendWith(SharedPipeline.class)
@Execution(ExecutionMode.CONCURRENT)
class KeylessTablesIT {

    private final TestPipeline pipeline;

    KeylessTablesIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void ofAHundredEqualRowsOneIsUpdatedAndOneDeleted() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.log (a int, b text)",
                "INSERT INTO inventory.log SELECT 1, 'x' FROM generate_series(1, 100)");
        assertThat(pipeline.lake("SELECT count(*) FROM inventory.log")).containsExactly("100");
        pipeline.source(
                "UPDATE inventory.log SET b = 'y' WHERE ctid = (SELECT min(ctid) FROM inventory.log)",
                "DELETE FROM inventory.log WHERE ctid = (SELECT min(ctid) FROM inventory.log)");

        assertThat(pipeline.lake("SELECT a, b, count(*) FROM inventory.log GROUP BY a, b ORDER BY b"))
                .containsExactly("1|x|98", "1|y|1");
        pipeline.assertEqualToSource("inventory.log");
        assertStreamed("inventory.log");

        pipeline.source(
                "TRUNCATE inventory.log",
                "INSERT INTO inventory.log VALUES (1, 'x'), (1, 'x'), (NULL, NULL), (NULL, NULL)",
                "DELETE FROM inventory.log WHERE ctid = (SELECT max(ctid) FROM inventory.log)");
        assertThat(pipeline.lake("SELECT a, b, count(*) FROM inventory.log GROUP BY a, b ORDER BY b"))
                .containsExactly("∅|∅|1", "1|x|2");
        pipeline.assertEqualToSource("inventory.log");
    }

    @Test
    void ofTenThousandEqualRowsInOneTransactionAllAreThere() throws Exception {
        pipeline.source("CREATE TABLE inventory.crowd (v text)");
        pipeline.transaction(
                "INSERT INTO inventory.crowd SELECT 'one of many' FROM generate_series(1, 10000)",
                "DELETE FROM inventory.crowd WHERE ctid = (SELECT min(ctid) FROM inventory.crowd)",
                "UPDATE inventory.crowd SET v = 'another' WHERE ctid = (SELECT min(ctid) FROM inventory.crowd)");

        assertThat(pipeline.lake("SELECT v, count(*) FROM inventory.crowd GROUP BY v ORDER BY v"))
                .containsExactly("another|1", "one of many|9998");
        assertStreamed("inventory.crowd");
    }

    /** A large value that did not change is not in the log, where it is not in the row before. */
    @Test
    void aLargeValueThatDidNotChangeIsKept() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.keyless_large (n int, v text)",
                "ALTER TABLE inventory.keyless_large ALTER v SET STORAGE external",
                "INSERT INTO inventory.keyless_large SELECT g % 2, repeat('x', 100000) FROM generate_series(1, 4) g");
        pipeline.lake("SELECT 1");
        pipeline.source("UPDATE inventory.keyless_large SET n = n + 1");

        assertThat(pipeline.lake("SELECT n, length(v), count(*) FROM inventory.keyless_large GROUP BY 1, 2 ORDER BY 1"))
                .containsExactly("1|100000|2", "2|100000|2");
        assertStreamed("inventory.keyless_large");
    }

    @Test
    void randomRowsOfAllTypesAreFoundAgain() throws Exception {
        String table = "inventory.random_keyless";
        List<String> statements = new ArrayList<>(List.of("SET statement_timeout = 0"));
        statements.addAll(List.of(RandomRows.table(table).replace(" PRIMARY KEY", ""), RandomRows.fill(table)));
        statements.addAll(RandomRows.change(table));
        statements.add("INSERT INTO " + table + " SELECT * FROM " + table);
        pipeline.source(statements.toArray(String[]::new));
        pipeline.lake("SELECT 1");
        pipeline.source(
                "SET statement_timeout = 0",
                "DELETE FROM " + table + " WHERE ctid IN (SELECT min(ctid) FROM " + table
                        + " GROUP BY id HAVING id % 5 = 0)",
                "UPDATE " + table + " SET c0 = NULL WHERE ctid IN (SELECT max(ctid) FROM " + table
                        + " GROUP BY id HAVING id % 4 = 0)");

        pipeline.lake("SELECT 1");
        assertStreamed(table);
        pipeline.assertEqualToSource(table);
    }

    @Test
    void aFillWhileCopiesComeAndGoLosesNoneAndDoublesNone() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.busy_log (a int, b text)",
                "INSERT INTO inventory.busy_log SELECT g % 7, 'x' FROM generate_series(1, 5000) g");
        assertThat(pipeline.lake("SELECT count(*) FROM inventory.busy_log")).containsExactly("5000");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                change();
            }
        });
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(pipeline.cdc("snapshot", "inventory.busy_log").code())
                        .isZero();
            }
            pipeline.assertEqualToSource("inventory.busy_log");
        } finally {
            done.set(true);
            load.join();
        }

        pipeline.assertEqualToSource("inventory.busy_log");
        assertThat(epoch("inventory.busy_log"))
                .as("the fills that were asked for, and no other")
                .isEqualTo(4);
    }

    private void change() {
        try {
            pipeline.source(
                    "INSERT INTO inventory.busy_log SELECT g % 7, 'x' FROM generate_series(1, 20) g",
                    "UPDATE inventory.busy_log SET b = b || 'y' WHERE ctid IN (SELECT ctid FROM inventory.busy_log LIMIT 3)",
                    "DELETE FROM inventory.busy_log WHERE ctid IN (SELECT ctid FROM inventory.busy_log LIMIT 15)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTableThatGetsAKeyAndLosesItGoesOn() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.sometimes (id int, v text)",
                "INSERT INTO inventory.sometimes VALUES (1, 'a'), (1, 'a'), (2, 'b')",
                "DELETE FROM inventory.sometimes WHERE ctid = (SELECT min(ctid) FROM inventory.sometimes)");
        pipeline.lake("SELECT 1");
        pipeline.source(
                "ALTER TABLE inventory.sometimes ADD PRIMARY KEY (id)",
                "UPDATE inventory.sometimes SET v = 'A' WHERE id = 1",
                "INSERT INTO inventory.sometimes VALUES (3, 'c')");
        assertThat(pipeline.lake("SELECT * FROM inventory.sometimes ORDER BY id"))
                .containsExactly("1|A", "2|b", "3|c");
        pipeline.source(
                "ALTER TABLE inventory.sometimes DROP CONSTRAINT sometimes_pkey",
                "INSERT INTO inventory.sometimes VALUES (3, 'c')",
                "UPDATE inventory.sometimes SET v = 'B' WHERE id = 2");

        assertThat(pipeline.lake("SELECT * FROM inventory.sometimes ORDER BY id"))
                .containsExactly("1|A", "2|B", "3|c", "3|c");
        pipeline.assertEqualToSource("inventory.sometimes");
        assertStreamed("inventory.sometimes");
    }

    @Test
    void itsColumnsAreFollowedWhereRowsAreTakenAway() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.reshaped (a int, b text)",
                "INSERT INTO inventory.reshaped VALUES (1, 'x'), (1, 'x'), (2, 'y'), (2, 'y')");
        pipeline.lake("SELECT 1");
        pipeline.source(
                "ALTER TABLE inventory.reshaped RENAME b TO c",
                "UPDATE inventory.reshaped SET c = 'z' WHERE ctid = (SELECT max(ctid) FROM inventory.reshaped)",
                "DELETE FROM inventory.reshaped WHERE ctid = (SELECT min(ctid) FROM inventory.reshaped)");
        assertThat(pipeline.lake("SELECT a, c FROM inventory.reshaped ORDER BY a, c"))
                .containsExactly("1|x", "2|y", "2|z");

        pipeline.transaction(
                "ALTER TABLE inventory.reshaped DROP c",
                "ALTER TABLE inventory.reshaped ADD c text DEFAULT 'new'",
                "ALTER TABLE inventory.reshaped ALTER c DROP DEFAULT",
                "INSERT INTO inventory.reshaped VALUES (3, 'own')",
                "DELETE FROM inventory.reshaped WHERE ctid = (SELECT min(ctid) FROM inventory.reshaped)");
        assertThat(pipeline.lake("SELECT a, c FROM inventory.reshaped ORDER BY a, c"))
                .containsExactly("2|new", "2|new", "3|own");
        pipeline.assertEqualToSource("inventory.reshaped");
    }

    /** Between a statement and its transaction's end two rows may have the same one. */
    @Test
    void aDeferrableKeyTellsNoRowsApart() throws Exception {
        pipeline.source(
                "CREATE TABLE inventory.shifted (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, v text)",
                "INSERT INTO inventory.shifted SELECT g, 'row ' || g FROM generate_series(1, 2000) g");
        pipeline.lake("SELECT 1");
        pipeline.transaction(
                "UPDATE inventory.shifted SET id = id + 1",
                "INSERT INTO inventory.shifted VALUES (1000, 'new')",
                "DELETE FROM inventory.shifted WHERE id = 1000 AND v <> 'new'");

        assertThat(pipeline.lake("SELECT id, v FROM inventory.shifted WHERE id BETWEEN 998 AND 1002 ORDER BY id"))
                .containsExactly("998|row 997", "999|row 998", "1000|new", "1001|row 1000", "1002|row 1001");
        pipeline.assertEqualToSource("inventory.shifted");
        assertThat(pipeline.lake("SELECT count(*), count(DISTINCT id) FROM inventory.shifted"))
                .containsExactly("2000|2000");
        assertStreamed("inventory.shifted");
    }

    /** All that is there came by the stream: no fill has hidden anything, and nothing is in the dead-letter table. */
    private void assertStreamed(String table) throws Exception {
        assertThat(epoch(table)).isEqualTo(1);
        assertThat(deadLetters(table)).isZero();
    }

    private long deadLetters(String table) throws Exception {
        try {
            return Long.parseLong(pipeline.lake("SELECT count(*) FROM cdc.dead_letters WHERE table = '" + table + "'")
                    .get(0));
        } catch (QueryRefusedException e) {
            assertThat(e).hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
            return 0; // it is made with the first of the pipeline's
        }
    }

    /** It grows with each fill. */
    private long epoch(String table) {
        return JobStatusClient.ask(pipeline.endpoints().statusUrl()).orElseThrow().tables().stream()
                .filter(t -> t.name().equals(table))
                .mapToLong(t -> t.position().epoch())
                .sum();
    }
}
