package io.cdcpipeline.plan.source;

import static io.cdcpipeline.plan.source.ManagedMariaDb.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.source.DatabaseAddress;
import io.cdcpipeline.source.DatabaseProbe;
import io.cdcpipeline.source.DatabaseTls;
import io.cdcpipeline.source.Login;
import io.cdcpipeline.source.MariaDbNeeds;
import io.cdcpipeline.source.ObservedBinlog;
import io.cdcpipeline.source.ObservedSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a managed MariaDB is and who may do what in it, in a real one. */
class MariaDbScriptsIT {

    private static final String OWNER = "app";
    private static final String READER = "cdc_replication";

    private static ManagedMariaDb database;
    private static String logOfFirstStart;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var plan = Planner.plan(Samples.pipeline("mariadb-managed"), Settings.defaults());
        database = ManagedMariaDb.start(folder, plan, """
                CREATE TABLE orders (id int PRIMARY KEY, customer varchar(20), seen int);
                CREATE TABLE log (what varchar(20));
                DELIMITER //
                CREATE TRIGGER placed AFTER INSERT ON orders FOR EACH ROW BEGIN
                  INSERT INTO log VALUES (NEW.customer);
                END//
                DELIMITER ;
                INSERT INTO orders VALUES (1, 'Åsa', 0);
                """);
        logOfFirstStart = database.log();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void theUsersSqlHasRunAsTheOwnerTriggersAndAll() {
        assertThat(database.asRoot().row("SELECT customer, what FROM shop.orders, shop.log"))
                .containsExactly("Åsa", "Åsa");
        assertThat(database.asRoot().row("SELECT definer FROM information_schema.triggers"))
                .containsExactly("app@%");
    }

    @Test
    void thePreflightFindsNothingWrongWithIt() {
        var address = new DatabaseAddress("127.0.0.1", database.asRoot().port(), null, DatabaseTls.none());
        var needs = new MariaDbNeeds(4_000_000_001L, List.of("shop.*"), Pattern.compile("shop\\..*"), true, true, null);

        ObservedSource seen = new DatabaseProbe().look(address, new Login(READER, password("replication")), needs);

        assertThat(seen).isInstanceOf(ObservedSource.Seen.class);
        assertThat(((ObservedSource.Seen) seen).problems()).isEmpty();
        assertThat(((ObservedBinlog) ((ObservedSource.Seen) seen).log())
                        .position()
                        .text())
                .startsWith("0-1-");
    }

    @Test
    void theReaderMayReadAndFollowAndNothingElse() throws SQLException {
        asReader("SELECT * FROM orders");
        asReader("SHOW BINARY LOGS");
        assertDenied(() -> asReader("INSERT INTO orders VALUES (2, '', 0)"));
        assertDenied(() -> asReader("CREATE TABLE mine (a int)"));
        assertDenied(() -> asReader("SELECT * FROM mysql.global_priv"));
        assertDenied(() -> asReader("PURGE BINARY LOGS TO 'binlog.000001'"));
    }

    @Test
    void theOwnerMayDoAllInTheDatabaseAndNothingBesideIt() throws SQLException {
        asOwner("CREATE TABLE more (id int) AS SELECT 1 AS id");
        asOwner("CREATE FUNCTION dice() RETURNS double RETURN rand()");
        asOwner("DROP TABLE more");
        assertDenied(() -> asOwner("CREATE DATABASE other"));
        assertDenied(() -> asOwner("SELECT * FROM mysql.global_priv"));
        assertDenied(() -> asOwner("SET GLOBAL binlog_row_image = 'MINIMAL'"));
    }

    /** Whoever reads the log would know them, and it is kept for a week. */
    @Test
    void noPasswordStandsInTheLogNeitherAtFirstNorWhenItIsSetAnew() throws Exception {
        database.write("owner", "another word-of-owner");
        assertThat(database.run("bash scripts/passwords.sh")).isZero();

        database.execute(OWNER, "another word-of-owner", "DO 1");
        assertDenied(() -> asOwner("DO 1"));
        database.write("owner", password("owner"));
        assertThat(database.run("bash scripts/passwords.sh")).isZero();
        assertThat(logOfFirstStart)
                .contains("CREATE DATABASE `shop`", "CREATE TABLE orders")
                .doesNotContain("-of-");
        asOwner("CREATE TABLE behind_it (id int)");
        assertThat(database.log()).contains("behind_it").doesNotContain("-of-");
    }

    @Test
    void theProbeAsksTheServerAndNotTheLogin() throws Exception {
        assertThat(database.run("bash scripts/ping.sh")).isZero();
        database.write("replication", "another, that nobody has set");
        assertThat(database.run("bash scripts/ping.sh")).isZero();
        database.write("replication", password("replication"));

        assertThat(database.run("MYSQL_TCP_PORT=1 bash scripts/ping.sh")).isNotZero();
    }

    /** A suspended pipeline is no reader; a volume that is full of its log would stop the database. */
    @Test
    void theLogIsPurgedBeyondItsBoundAlsoWhileNobodyReads() {
        database.asRoot()
                .execute(
                        "SET GLOBAL max_binlog_size = 4096",
                        "SET GLOBAL max_binlog_total_size = 65536",
                        "CREATE TABLE shop.noise (text varchar(20))");
        for (int i = 0; i < 100; i++) {
            database.asRoot().execute("INSERT INTO shop.noise SELECT repeat('x', 20) FROM shop.seq_1_to_100");
        }

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            database.asRoot().execute("FLUSH BINARY LOGS");
            assertThat(database.log().length()).isLessThan(2 * 65536);
        });
    }

    private static void asReader(String sql) throws SQLException {
        database.execute(READER, password("replication"), sql);
    }

    private static void asOwner(String sql) throws SQLException {
        database.execute(OWNER, password("owner"), sql);
    }

    private static void assertDenied(ThrowingCallable access) {
        assertThatThrownBy(access).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode())
                .isIn(1044, 1045, 1142, 1227));
    }
}
