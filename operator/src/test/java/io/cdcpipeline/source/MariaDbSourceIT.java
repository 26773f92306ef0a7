package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.api.PostgresqlTlsMode;
import io.cdcpipeline.plan.TablePatterns;
import io.cdcpipeline.testing.RealMariaDb;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator learns of a real MariaDB, and what a user would read when something is wrong with it. */
class MariaDbSourceIT {

    private static final Login CDC = new Login("cdc", "s3cret");
    private static RealMariaDb server;

    private final MariaDbSource source = new MariaDbSource();

    @BeforeAll
    static void aServer() {
        server = RealMariaDb.start("--sync-binlog=1");
    }

    @AfterAll
    static void isGone() {
        server.close();
    }

    @BeforeEach
    void aShopWithEverythingRight() {
        server.execute(
                "DROP DATABASE IF EXISTS shop",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY, note text)",
                "CREATE TABLE shop.`Ünïcode.table` (id int PRIMARY KEY)",
                "CREATE TABLE shop.audit_log (line text)",
                "CREATE OR REPLACE USER cdc@'%' IDENTIFIED BY 's3cret'",
                "GRANT REPLICATION SLAVE, BINLOG MONITOR, RELOAD ON *.* TO cdc@'%'",
                "GRANT SELECT ON shop.* TO cdc@'%'");
    }

    @Test
    void findsNothingToSayAboutAFitServer() {
        ObservedSource.Seen seen = seen(null);

        assertThat(seen.problems()).isEmpty();
        assertThat(seen.notes()).isEmpty();
        assertThat(seen.tables()).containsExactly("shop.orders", "shop.Ünïcode.table");
        ObservedBinlog log = (ObservedBinlog) seen.log();
        assertThat(log.position().text()).matches("0-1-\\d+");
        assertThat(log.oldest().covers(log.position())).isFalse();
        assertThat(log.bytes()).isPositive();
        assertThat(log.begun()).isFalse();
    }

    @Test
    void theGrantsThatItNamesAreEnough() {
        server.execute("REVOKE ALL PRIVILEGES, GRANT OPTION FROM cdc@'%'", "GRANT INSERT ON shop.* TO cdc@'%'");

        List<Problem> problems = seen(null).problems();

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly("GrantsMissing", "GrantsMissing", "TablesUnreadable");
        server.execute(
                statement(problems.get(0)),
                statement(problems.get(1)).replaceAll(", or, .*", ""),
                "GRANT SELECT ON shop.`Ünïcode.table` TO cdc@'%'",
                "GRANT SELECT ON shop.orders TO cdc@'%'");
        assertThat(seen(null).problems()).isEmpty();
    }

    @Test
    void rightsThatComeFromADefaultRoleAreSeen() {
        server.execute(
                "CREATE OR REPLACE ROLE readers",
                "GRANT SELECT, RELOAD, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO readers",
                "REVOKE ALL PRIVILEGES, GRANT OPTION FROM cdc@'%'",
                "GRANT readers TO cdc@'%'",
                "SET DEFAULT ROLE readers FOR cdc@'%'");

        assertThat(seen(null).problems()).isEmpty();
    }

    @Test
    void aRightOnSomeColumnsIsNotEnough() {
        server.execute("REVOKE SELECT ON shop.* FROM cdc@'%'", "GRANT SELECT (id) ON shop.orders TO cdc@'%'");

        assertThat(seen(null).problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("may not read shop.orders"));
    }

    @Test
    void settingsAreMendedByTheStatementsThatItNames() {
        server.execute("SET GLOBAL binlog_format = 'MIXED'", "SET GLOBAL binlog_row_image = 'MINIMAL'");
        server.execute("SET GLOBAL log_bin_compress = ON", "SET GLOBAL binlog_expire_logs_seconds = 60");

        List<Problem> problems = seen(null).problems();

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly("BinlogFormat", "BinlogRowImage", "BinlogCompressed", "BinlogTooShort");
        problems.forEach(problem -> server.execute(statement(problem).replaceAll("( \\(|, and the).*", "")));
        assertThat(seen(null).problems()).isEmpty();
        server.execute("SET GLOBAL binlog_expire_logs_seconds = 0");
    }

    @Test
    void theServersOwnIdIsTaken() {
        var needs = new MariaDbNeeds(1, List.of("shop.*"), Pattern.compile("shop\\..*"), false, true, null);

        assertThat(((ObservedSource.Seen) source.look(address(), CDC, needs)).problems())
                .extracting(Problem::code)
                .containsExactly("ServerIdTaken");
    }

    @Test
    void aTableWhoseRowsForeignKeysChangeIsNoted() {
        server.execute("CREATE TABLE shop.`lines` (id int PRIMARY KEY, o int,"
                + " FOREIGN KEY (o) REFERENCES shop.orders (id) ON DELETE CASCADE) ENGINE = InnoDB");

        assertThat(seen(null).notes()).singleElement().asString().contains("shop.lines");
    }

    @Test
    void aPurgedLogIsKnownByWhatTheConnectorHasRead() {
        ObservedBinlog before = (ObservedBinlog) seen(null).log();
        server.execute(
                "INSERT INTO shop.orders VALUES (1, 'missed')",
                "FLUSH BINARY LOGS",
                "INSERT INTO shop.orders VALUES (2, 'kept')");
        assertThat(seen(before.position()).notes()).isEmpty();

        // The server keeps a file as long as its own recovery may need it.
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            server.execute("PURGE BINARY LOGS BEFORE now() + INTERVAL 1 DAY");
            return ((ObservedBinlog) seen(before.position()).log()).purged();
        });
        assertThat(seen(before.position()).notes())
                .singleElement()
                .asString()
                .contains("purged", "read up to " + before.position());
        ObservedBinlog after = (ObservedBinlog) seen(null).log();
        assertThat(((ObservedBinlog) seen(after.position()).log()).purged()).isFalse();
    }

    @Test
    void aLogThatWasResetIsKnownByWhatTheConnectorHasRead() {
        ObservedBinlog before = (ObservedBinlog) seen(null).log();

        server.execute("RESET MASTER");

        assertThat(seen(before.position()).notes()).singleElement().asString().contains("reset");
    }

    @Test
    void tellsApartWhyItCannotConnect() {
        assertThat(refusal(address(), new Login("cdc", "wrong"))).isEqualTo(Refusal.WRONG_CREDENTIALS);
        assertThat(refusal(at("nowhere.invalid", server.port(), DatabaseTls.none()), CDC))
                .isEqualTo(Refusal.UNKNOWN_HOST);
        assertThat(refusal(at("127.0.0.1", 1, DatabaseTls.none()), CDC)).isEqualTo(Refusal.UNREACHABLE);
        assertThat(refusal(at("127.0.0.1", server.port(), new DatabaseTls(PostgresqlTlsMode.REQUIRE, null)), CDC))
                .isEqualTo(Refusal.TLS_FAILED);
    }

    @Test
    void noMessageHoldsThePassword() {
        ObservedSource refused = source.look(address(), new Login("cdc", "wr0ngpass"), needs(null));

        assertThat(((ObservedSource.Unreachable) refused).message())
                .contains("cdc")
                .doesNotContain("wr0ngpass");
    }

    private Refusal refusal(DatabaseAddress address, Login login) {
        return ((ObservedSource.Unreachable) source.look(address, login, needs(null))).reason();
    }

    private ObservedSource.Seen seen(GtidPosition reached) {
        ObservedSource observed = source.look(address(), CDC, needs(reached));
        assertThat(observed).isInstanceOf(ObservedSource.Seen.class);
        return (ObservedSource.Seen) observed;
    }

    /** The statement that a problem names at its end. */
    private static String statement(Problem problem) {
        return problem.message().replaceFirst("(?s).*?: (?=[A-Z]{3,})", "");
    }

    private DatabaseAddress address() {
        return at("127.0.0.1", server.port(), DatabaseTls.none());
    }

    private static DatabaseAddress at(String host, int port, DatabaseTls tls) {
        return new DatabaseAddress(host, port, null, tls);
    }

    private static MariaDbNeeds needs(GtidPosition reached) {
        List<String> patterns = List.of("shop.*", "!shop.audit_*");
        return new MariaDbNeeds(
                4_000_000_001L, patterns, Pattern.compile(TablePatterns.regex(patterns)), false, true, reached);
    }
}
