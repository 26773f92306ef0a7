package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.process.PidFile;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.stack.DatabaseFolder;
import io.cdcpipeline.local.stack.MariaDbPrograms;
import io.cdcpipeline.testing.MariaDbBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A MariaDB of the pipeline's own, as the sample has it: one pipeline for all of these. The tests' own server stands in for that of the
 * system's package, which need not be here.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SharedPipeline.FOURTH)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MariaDbIT {

    private static final Path SAMPLE = Path.of("..", "k8s", "samples", "mariadb-managed.yaml");

    /** By hand a million: {@code -Dcdc.mariadb.changes=1000000}. */
    private static final int CHANGES = Integer.getInteger("cdc.mariadb.changes", 10_000);

    private static TestPipeline pipeline;

    @BeforeAll
    static void up(@TempDir Path folder) {
        System.setProperty(MariaDbPrograms.PROPERTY, MariaDbBinaries.home().toString());
        pipeline = TestPipeline.start(folder, SAMPLE);
    }

    @AfterAll
    static void down() {
        pipeline.close();
        System.clearProperty(MariaDbPrograms.PROPERTY);
    }

    @Test
    @Order(1)
    void itsTablesStandInTheLake() throws Exception {
        assertThat(pipeline.lake("SELECT id, customer, amount, state FROM shop.orders ORDER BY id"))
                .containsExactly("1|Ada|12.50|paid", "2|Grace|99.99|new", "3|Edsger|7.00|new");
        assertThat(pipeline.cdc("verify").output()).contains("shop.orders: equal, 3 rows");
        assertThat(pipeline.cdc("status").output()).contains("BINARY LOG", "CONFIRMED", "0-1-");
        assertThat(pipeline.cdc("snapshot", "shop.orders").output()).contains("shop.orders: 3 rows");
        assertThat(pipeline.cdc("psql", "SELECT 1").errors()).contains("mariadb --host=127.0.0.1");
    }

    @Test
    void valuesThatOtherDatabasesDoNotHaveAreKept() throws Exception {
        pipeline.source(
                "CREATE TABLE shop.v (id bigint unsigned PRIMARY KEY, amount decimal(38,20), took time(3),"
                        + " state enum('new','paid'))",
                "INSERT INTO shop.v VALUES (18446744073709551615, 123456789012345678.12345678901234567890,"
                        + " '-838:59:59', 'new'), (7, 1, '00:00:01.5', 'paid'), (8, 2, NULL, NULL)",
                "UPDATE shop.v SET state = 'paid', id = 9 WHERE id = 7");

        assertThat(pipeline.lake("SELECT id, amount, took, state FROM shop.v ORDER BY id"))
                .containsExactly(
                        "8|2.00000000000000000000|∅|∅",
                        "9|1.00000000000000000000|00:00:01.500|paid",
                        "18446744073709551615|123456789012345678.12345678901234567890|-838:59:59.000|new");
    }

    /** The collation takes both for the same key, and the lake does not. */
    @Test
    void aKeyThatChangesItsCaseIsOneRow() throws Exception {
        pipeline.source(
                "CREATE TABLE shop.u (name varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v int)",
                "INSERT INTO shop.u VALUES ('a', 1), ('b', 1)",
                "UPDATE shop.u SET name = 'A' WHERE name = 'a'",
                "REPLACE INTO shop.u VALUES ('B', 2)",
                "INSERT INTO shop.u VALUES ('A', 3) ON DUPLICATE KEY UPDATE v = 3");

        assertThat(pipeline.lake("SELECT name, v FROM shop.u ORDER BY name")).containsExactly("A|3", "B|2");
        pipeline.assertEqualToSource("shop.u");
    }

    /** As gh-ost and pt-online-schema-change do. */
    @Test
    void aCopyWithAnotherColumnTakesTheTablesPlace() throws Exception {
        pipeline.source(
                "CREATE TABLE shop.t (id int PRIMARY KEY, v varchar(20))",
                "INSERT INTO shop.t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        assertThat(pipeline.lake("SELECT id FROM shop.t ORDER BY id")).containsExactly("1", "2", "3");

        pipeline.source(
                "CREATE TABLE shop._t_new LIKE shop.t",
                "ALTER TABLE shop._t_new ADD COLUMN more int NOT NULL DEFAULT 7, MODIFY v varchar(200)",
                "INSERT INTO shop._t_new (id, v) SELECT id, v FROM shop.t",
                "UPDATE shop.t SET v = 'both' WHERE id = 2",
                "UPDATE shop._t_new SET v = 'both' WHERE id = 2",
                "RENAME TABLE shop.t TO shop._t_old, shop._t_new TO shop.t",
                "DELETE FROM shop.t WHERE id = 3",
                "INSERT INTO shop.t VALUES (4, repeat('d', 100), 8)",
                "DROP TABLE shop._t_old");

        assertThat(pipeline.lake("SELECT id, left(v, 4), more FROM shop.t ORDER BY id"))
                .containsExactly("1|a|7", "2|both|7", "4|dddd|8");
        pipeline.assertEqualToSource("shop.t");
    }

    /** Each transaction is of many rows, so that it is killed within one. */
    @Test
    void manyChangesAreInTheLakeOnceThoughTheServerIsKilledMeanwhile() throws Exception {
        pipeline.source("CREATE TABLE shop.k (id int AUTO_INCREMENT PRIMARY KEY, v int, note varchar(40))");
        AtomicLong done = new AtomicLong();

        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> change(done));
        long killed = server().orElseThrow();
        Awaitility.await().atMost(TestPipeline.PATIENCE).until(() -> done.get() >= CHANGES / 2);
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        writing.get();

        Awaitility.await().atMost(TestPipeline.PATIENCE).until(() -> server().filter(pid -> pid != killed)
                .isPresent());
        pipeline.lake("SELECT count(*) FROM shop.k");
        pipeline.assertEqualToSource("shop.k");
    }

    /** A connection that a killed server has cut off is made anew. */
    private static void change(AtomicLong done) {
        long rows = Math.max(1000, CHANGES / 100);
        while (done.get() < CHANGES) {
            Awaitility.await().atMost(TestPipeline.PATIENCE).ignoreExceptions().until(() -> {
                done.addAndGet(round(rows));
                return true;
            });
        }
    }

    private static long round(long rows) throws SQLException {
        try (Connection connection = new SourceDatabase(pipeline.endpoints()).connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                            "INSERT INTO shop.k (v, note) SELECT seq, repeat('n', seq % 40) FROM shop.seq_1_to_" + rows)
                    + statement.executeUpdate("UPDATE shop.k SET v = v + 1 ORDER BY id DESC LIMIT " + rows / 2)
                    + statement.executeUpdate("DELETE FROM shop.k ORDER BY id LIMIT " + rows / 4);
        }
    }

    private static Optional<Long> server() {
        return new PidFile(DatabaseFolder.mariadb(pipeline.home().mariadb()).pidFile()).running();
    }

    /** As a pipeline that was suspended for longer than the log is kept. */
    @Test
    void aLogThatIsPurgedBeforeItWasReadIsReplacedByAllRows() throws Exception {
        ConnectorControl connector = new ConnectorControl(pipeline, "shop-source");
        pipeline.source("CREATE TABLE shop.p (id int PRIMARY KEY)", "INSERT INTO shop.p VALUES (1), (2)");
        assertThat(pipeline.lake("SELECT id FROM shop.p ORDER BY id")).containsExactly("1", "2");

        connector.stop();
        try {
            pipeline.source("DELETE FROM shop.p WHERE id = 1", "INSERT INTO shop.p VALUES (3)");
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                asRoot("FLUSH BINARY LOGS; PURGE BINARY LOGS BEFORE now() + INTERVAL 1 DAY");
                return pipeline.cdc("status").output().contains("what lies between is purged");
            });
        } finally {
            connector.resume();
        }

        pipeline.awaitLake("SELECT id FROM shop.p ORDER BY id", "2", "3");
        pipeline.source("INSERT INTO shop.p VALUES (4)");
        assertThat(pipeline.lake("SELECT id FROM shop.p ORDER BY id")).containsExactly("2", "3", "4");
        pipeline.assertEqualToSource();
    }

    /** Root comes by the socket only, whose name from here is short enough. */
    private static void asRoot(String sql) throws IOException, InterruptedException {
        ProcessBuilder client = new ProcessBuilder(
                        MariaDbBinaries.home().resolve("bin/mariadb").toString(),
                        "--no-defaults",
                        "--skip-ssl",
                        "--user=root",
                        "--socket=data/socket",
                        "--execute=" + sql)
                .directory(pipeline.home().mariadb().toFile())
                .inheritIO();
        Path password = pipeline.home().secrets().resolve("shop-db-superuser/password");
        client.environment().put("MYSQL_PWD", Files.readString(password).strip());
        assertThat(client.start().waitFor()).isZero();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void itsRowsAreThereAfterAnEndAndChangesGoOn() throws Exception {
        pipeline.cdc("down");
        assertThat(server()).isEmpty();

        pipeline.up();

        pipeline.source("UPDATE shop.orders SET state = 'shipped' WHERE id = 1");
        assertThat(pipeline.lake("SELECT id, state FROM shop.orders ORDER BY id"))
                .containsExactly("1|shipped", "2|new", "3|new");
        pipeline.assertEqualToSource();
    }
}
