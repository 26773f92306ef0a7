package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps a table from being filled: it is said, the table stays as it is, and it is filled when that is over. */
class RefusedFillIT extends SourceAndLake {

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
    void aTableThatSomebodyHasLockedHidesNoOther() throws Exception {
        source.run("INSERT INTO inventory.t VALUES (1, 'one')", "CREATE TABLE inventory.held (id int PRIMARY KEY)");
        Pipeline watched = pipeline(source.address("inventory\\..*"));
        try (Connection open = source.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("LOCK TABLE inventory.held IN ACCESS EXCLUSIVE MODE");

            watched.start(Map.of()).look();
            assertThat(watched.isToBeFilled("t")).isTrue();
            watched.recover();
            assertThat(watched.fillMessage("t")).contains("waits for the transaction of pid");
        }
        watched.recover();
        assertThat(watched.rows("t")).containsExactly("1,one");
        assertThat(watched.exists("held")).isTrue();
        source.run("DROP TABLE inventory.held");
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
    void whoWaitsForTheTableNeedNotWaitForTheFill() throws Exception {
        source.run("INSERT INTO inventory.t SELECT g, repeat('x', 40000) FROM generate_series(1, 50000) g");
        pipeline.fill("t");
        Thread waits = new Thread(() -> {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> source.query("SELECT count(*) FROM pg_locks WHERE relation = 'inventory.t'::regclass"
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
}
