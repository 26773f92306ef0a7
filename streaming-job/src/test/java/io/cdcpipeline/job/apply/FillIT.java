package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.job.testing.LocalSpark;
import io.cdcpipeline.job.testing.SourceDatabaseServer;
import io.cdcpipeline.job.testing.SourceLog;
import io.cdcpipeline.job.testing.SourceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given a table of a real PostgreSQL, when the job fills it, then those rows stand in Delta; and what follows is exact. */
class FillIT {

    @TempDir
    static Path login;

    private static SourceDatabaseServer source;

    @TempDir
    Path lake;

    /** No transaction of the test has come so far. */
    private static final long LATER = 1_000_000;

    private final SourceLog log = new SourceLog();
    private final SourceTable t = new SourceTable(log, "inventory", "t")
            .column("id", "int32")
            .column("v", "string")
            .key("id");
    private Pipeline pipeline;

    @BeforeAll
    static void start() throws IOException {
        source = SourceDatabaseServer.start(login);
    }

    @AfterAll
    static void stop() throws IOException {
        source.close();
    }

    @BeforeEach
    void begin() {
        pipeline = pipeline(source.address());
        source.run("CREATE TABLE inventory.t (id int PRIMARY KEY, v text)");
    }

    private Pipeline pipeline(SourceDatabase database) {
        JobConfig config = LocalSpark.config(lake, "uid-1");
        return new Pipeline(
                new JobConfig(
                        config.pipeline(),
                        config.uid(),
                        config.source(),
                        database,
                        config.lake(),
                        null,
                        null,
                        config.trigger(),
                        config.status()),
                new RecordedTopics());
    }

    @AfterEach
    void clean() throws IOException {
        source.loginAs("postgres", "postgres");
        source.run("DROP TABLE IF EXISTS inventory.t CASCADE");
    }

    @Test
    void aTableOfWhichNothingHasComeGetsItsRows() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, NULL), (3, E'tab\\tand\\\\N')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,null", "3,tab\tand\\N");
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.restarted().start(Map.of()).rows("t")).hasSize(3);
    }

    @Test
    void anEmptyTableIsThereAtOnce() throws Exception {
        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).isEmpty();
        assertThat(pipeline.version("t")).isPositive();
    }

    @Test
    void rowsOfTheSourceReplaceWhatTheTableHad() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, 'two')");
        pipeline.batch(0, t.insert(2, "old"), t.insert(9, "gone"));
        long before = pipeline.version("t");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two");
        assertThat(pipeline.version("t")).isEqualTo(before + 1);
        log.transactions(LATER);
        pipeline.batch(1, t.insert(3, "three"));
        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two", "3,three");
    }

    @Test
    void changesThatTheFillHasSeenAreLeftOutAndLaterOnesAreApplied() throws Exception {
        long seen = transaction("INSERT INTO inventory.t VALUES (1, 'one')");
        long seenToo = transaction("UPDATE inventory.t SET v = 'uno' WHERE id = 1");
        pipeline.fill("t").recover();
        long later = transaction("DELETE FROM inventory.t WHERE id = 1");

        log.transactions(seen);
        var insert = t.insert(1, "one");
        log.transactions(seenToo);
        var update = t.update(1, "uno");
        pipeline.batch(0, insert, update);
        assertThat(pipeline.rows("t")).containsExactly("1,uno");
        assertThat(pipeline.repeated()).isEqualTo(2);

        log.transactions(later);
        pipeline.batch(1, t.delete(1));
        assertThat(pipeline.rows("t")).isEmpty();
    }

    @Test
    void aTransactionThatIsOpenDelaysTheFillAndIsNamed() throws Exception {
        pipeline.batch(0, t.insert(1, "streamed"));
        try (Connection open = source.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO inventory.t VALUES (5, 'five')");

            pipeline.fill("t").recover();

            assertThat(pipeline.fillMessage("t")).contains("waits for the transaction of pid");
            assertThat(pipeline.rows("t")).containsExactly("1,streamed");
            open.commit();
        }
        pipeline.recover();
        assertThat(pipeline.rows("t")).containsExactly("5,five");
        assertThat(pipeline.fillMessage("t")).isNull();
    }

    @Test
    void aRoleThatMayNotReadIsTold() throws Exception {
        source.run(
                "DROP ROLE IF EXISTS reader",
                "CREATE ROLE reader LOGIN PASSWORD 'r' REPLICATION",
                "GRANT USAGE ON SCHEMA inventory TO reader");
        source.loginAs("reader", "r");

        pipeline.fill("t").recover();

        assertThat(pipeline.failures().get("t")).contains("GRANT SELECT ON \"inventory\".\"t\"");
        source.run("GRANT SELECT ON inventory.t TO reader");
        pipeline.recover();
        assertThat(pipeline.failures()).isEmpty();
        assertThat(pipeline.rows("t")).isEmpty();
        source.run("DROP OWNED BY reader", "DROP ROLE reader");
    }

    @Test
    void rowsThatAPolicyHidesAreNotLeftOutInSilence() throws Exception {
        source.run(
                "INSERT INTO inventory.t VALUES (1, 'mine'), (2, 'theirs')",
                "CREATE ROLE guest LOGIN PASSWORD 'g' REPLICATION",
                "GRANT USAGE ON SCHEMA inventory TO guest",
                "GRANT SELECT ON inventory.t TO guest",
                "ALTER TABLE inventory.t ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON inventory.t USING (v = 'mine')");
        source.loginAs("guest", "g");

        pipeline.fill("t").recover();

        assertThat(pipeline.failures().get("t")).contains("row-level security");
        source.run("DROP OWNED BY guest", "DROP ROLE guest");
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        source.run("CREATE ROLE locked LOGIN PASSWORD 'right'");
        source.loginAs("locked", "wrong");
        source.run("ALTER ROLE locked NOLOGIN");

        pipeline.fill("t").recover();

        assertThat(pipeline.failures().get("t")).contains("refuses").contains("locked");
        source.run("DROP ROLE locked");
    }

    @Test
    void partitionsOfATableAreReadEachAndGeneratedColumnsAreLeftOut() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int, v text, twice int GENERATED ALWAYS AS (id * 2) STORED, PRIMARY KEY (id))"
                        + " PARTITION BY RANGE (id)",
                "CREATE TABLE inventory.t_low PARTITION OF inventory.t FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE inventory.t_high PARTITION OF inventory.t FOR VALUES FROM (10) TO (20)",
                "INSERT INTO inventory.t VALUES (1, 'low'), (11, 'high')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,low", "11,high");
    }

    @Test
    void aTableOfWhichThereIsNoPartitionYetIsEmpty() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).isEmpty();
        assertThat(pipeline.failures()).isEmpty();
    }

    @Test
    void rowsOfChildrenAreTheirs() throws Exception {
        source.run(
                "INSERT INTO inventory.t VALUES (1, 'parent')",
                "CREATE TABLE inventory.child (PRIMARY KEY (id)) INHERITS (inventory.t)",
                "INSERT INTO inventory.child VALUES (2, 'child')");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,parent");
    }

    @Test
    void aColumnThatWasDroppedStaysAndIsEmpty() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        SourceTable wider = new SourceTable(log, "inventory", "t")
                .column("id", "int32")
                .column("old", "string")
                .column("v", "string")
                .key("id");
        pipeline.batch(0, wider.insert(1, "x", "y"));

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,null,one");
    }

    @Test
    void columnsThatCannotHoldTheNewTypesAreReplacedInTheSameCommit() throws Exception {
        source.run(
                "DROP TABLE inventory.t",
                "CREATE TABLE inventory.t (id int PRIMARY KEY, v timestamptz)",
                "INSERT INTO inventory.t VALUES (1, '2026-01-02 03:04:05+00')");
        SourceTable other = new SourceTable(log, "inventory", "t")
                .column("id", "int32")
                .column("v", "boolean")
                .key("id");
        pipeline.batch(0, other.insert(1, true));
        long before = pipeline.version("t");

        pipeline.fill("t").recover();

        assertThat(pipeline.rows("t")).containsExactly("1,2026-01-02 03:04:05.0");
        assertThat(pipeline.version("t")).isEqualTo(before + 1);
    }

    @Test
    void aTableWithoutAKeyIsNotFilled() throws Exception {
        source.run("DROP TABLE inventory.t", "CREATE TABLE inventory.t (v text)");

        pipeline.fill("t").recover();

        assertThat(pipeline.failures().get("t")).contains("it has no primary key");
    }

    @Test
    void aTableThatLacksSomethingIsFilledByItself() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one'), (2, 'two')");
        pipeline.batch(0, t.insert(1, "one"));
        pipeline.topics().delete(t.topic());
        pipeline.watchTopics().recover();

        pipeline.watchTopics().recover();

        assertThat(pipeline.rows("t")).containsExactly("1,one", "2,two");
        assertThat(pipeline.table("t").message()).isNull();
    }

    @Test
    void noChangeIsAppliedBeforeTheFirstFillOfItsTable() throws Exception {
        Pipeline first = pipeline(source.address("inventory\\..*"));
        source.run("INSERT INTO inventory.t VALUES (1, 'there before')");
        log.transactions(LATER);

        first.batch(0, t.insert(2, "two"));
        assertThat(first.exists("t")).isFalse();
        first.look().batch(1, t.insert(3, "three"));
        assertThat(first.exists("t")).isFalse();

        first.recover();
        assertThat(first.rows("t")).containsExactly("1,there before", "2,two", "3,three");
        assertThat(first.table("t").message()).isNull();
    }

    @Test
    void aTableThatBecameAnotherWithoutAnEventIsFilledAnew() throws Exception {
        Pipeline first = pipeline(source.address("inventory\\..*"));
        source.run("INSERT INTO inventory.t VALUES (1, 'one')");
        first.start(Map.of()).look().recover();
        assertThat(first.rows("t")).containsExactly("1,one");
        source.run("ALTER TABLE inventory.t ALTER v TYPE text USING v || '!'");

        Pipeline restarted = first.restarted().start(Map.of());
        for (int i = 0; i < 4; i++) {
            restarted.look().recover();
        }

        assertThat(restarted.rows("t")).containsExactly("1,one!");
    }

    @Test
    void whoWaitsForTheTableNeedNotWaitForTheFill() throws Exception {
        source.run("INSERT INTO inventory.t SELECT g, repeat('x', 40000) FROM generate_series(1, 50000) g");
        pipeline.fill("t");
        Thread waits = new Thread(() -> {
            await().until(() -> source.query("SELECT count(*) FROM pg_locks WHERE relation = 'inventory.t'::regclass"
                                    + " AND mode = 'AccessShareLock' AND granted AND pid <> pg_backend_pid()")
                            .compareTo("1")
                    >= 0);
            source.run("ALTER TABLE inventory.t ALTER v TYPE text USING left(v, 3)");
        });
        waits.start();

        pipeline.recover();
        waits.join();
        for (int i = 0; i < 3; i++) {
            pipeline.recover();
        }

        assertThat(pipeline.delays()).anySatisfy(d -> assertThat(d).startsWith("the fill gave way to pid"));
        assertThat(pipeline.rows("t")).hasSize(50_000).allMatch(row -> row.endsWith(",xxx"));
    }

    /** @return its id */
    private static long transaction(String sql) {
        return Long.parseLong(source.query("WITH changed AS (" + sql + " RETURNING 1) SELECT pg_current_xact_id()::text"
                + " FROM (SELECT count(*) FROM changed) all_of_them"));
    }
}
