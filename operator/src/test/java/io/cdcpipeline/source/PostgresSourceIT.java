package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.api.PostgresqlTlsMode;
import io.cdcpipeline.plan.TablePatterns;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator learns of a real server, and what a user would read when something is wrong with it. */
class PostgresSourceIT {

    private static final Login CDC = new Login("cdc", "s3cret");
    private static final PostgresNeeds NEEDS = needs("cdc_ns_shop", false, "shop.*", "!shop.audit_*");

    private final RealPostgres server = RealPostgres.running();
    private final PostgresSource source = new PostgresSource();
    private DatabaseAddress address;

    @BeforeEach
    void aShopWithEverythingRight() {
        address = server.newDatabase();
        server.execute(
                "postgres",
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cdc') THEN"
                        + " CREATE ROLE cdc LOGIN REPLICATION PASSWORD 's3cret'; END IF; END $$");
        sql("CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY, note text);"
                + "CREATE TABLE shop.\"Ünïcode.table\" (id int PRIMARY KEY); CREATE TABLE shop.audit_log (line text);"
                + "CREATE TABLE public.other (id int PRIMARY KEY);"
                + "GRANT USAGE ON SCHEMA shop TO cdc; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO cdc;"
                + "CREATE PUBLICATION cdc_ns_shop FOR TABLE shop.orders, shop.\"Ünïcode.table\"");
    }

    @Test
    void findsNothingToSayAboutAFitDatabase() {
        assertThat(look())
                .isEqualTo(new ObservedSource.Seen(
                        List.of(), List.of("shop.orders", "shop.Ünïcode.table"), new ObservedSlot.Absent()));
    }

    @Test
    void namesThePublicationThatIsMissingAndTheSqlThatMakesIt() {
        sql("DROP PUBLICATION cdc_ns_shop; DROP TABLE shop.\"Ünïcode.table\"");

        Problem problem = onlyProblem();

        assertThat(problem.code()).isEqualTo("PublicationMissing");
        String way = problem.message().substring(problem.message().indexOf("CREATE PUBLICATION"));
        sql(way);
        assertThat(seen().problems()).isEmpty();
    }

    @Test
    void namesTablesThatWouldBeMissed() {
        sql("CREATE TABLE shop.late (id int PRIMARY KEY); GRANT SELECT ON shop.late TO cdc");

        assertThat(onlyProblem().code()).isEqualTo("TablesUnpublished");
        assertThat(onlyProblem().message())
                .isEqualTo("Publication cdc_ns_shop lacks shop.late: as its owner,"
                        + " ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.late");
    }

    @Test
    void publicationForAllTablesCoversNewOnes() {
        sql("DROP PUBLICATION cdc_ns_shop; CREATE PUBLICATION cdc_ns_shop FOR ALL TABLES;"
                + "CREATE TABLE shop.late (id int PRIMARY KEY); GRANT SELECT ON shop.late TO cdc");

        assertThat(seen().problems()).isEmpty();
        assertThat(seen().tables()).contains("shop.late");
    }

    @Test
    void publishedRootStandsForItsPartitions() {
        sql("CREATE TABLE shop.parted (id int PRIMARY KEY) PARTITION BY RANGE (id);"
                + "CREATE TABLE shop.parted_1 PARTITION OF shop.parted FOR VALUES FROM (0) TO (10);"
                + "GRANT SELECT ON shop.parted TO cdc; ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.parted;"
                + "ALTER PUBLICATION cdc_ns_shop SET (publish_via_partition_root = true)");
        var withoutPartitions = needs("cdc_ns_shop", false, "shop.*", "!shop.audit_*", "!shop.parted_?");

        var seen = (ObservedSource.Seen) source.look(address, CDC, withoutPartitions);

        assertThat(seen.problems()).isEmpty();
        assertThat(seen.tables()).contains("shop.parted").doesNotContain("shop.parted_1");
    }

    @Test
    void namesWhatWouldBeCopiedOnceAndNeverAgain() {
        sql("CREATE TABLE shop.parted (id int PRIMARY KEY) PARTITION BY RANGE (id);"
                + "CREATE TABLE shop.parted_1 PARTITION OF shop.parted FOR VALUES FROM (0) TO (10);"
                + "CREATE UNLOGGED TABLE shop.cache (id int PRIMARY KEY);"
                + "GRANT SELECT ON shop.parted TO cdc; ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.parted;"
                + "ALTER PUBLICATION cdc_ns_shop SET (publish_via_partition_root = true)");

        assertThat(onlyProblem().code()).isEqualTo("NotFollowed");
        assertThat(onlyProblem().message()).contains("exclude shop.cache, shop.parted_1 with");
    }

    @Test
    void publicationIsToSendAllThatHappens() {
        sql("ALTER PUBLICATION cdc_ns_shop SET (publish = 'insert, truncate')");

        Problem problem = seen().problems().get(0);

        assertThat(problem.code()).isEqualTo("PublicationIncomplete");
        assertThat(problem.message()).contains("leaves out UPDATE, DELETE");
        sql(problem.message().substring(problem.message().indexOf("ALTER PUBLICATION")));
        assertThat(seen().problems()).isEmpty();
    }

    @Test
    void publicationIsToSendWhatHappensInPartitionsAsTheirRoots() {
        sql("CREATE TABLE shop.ev (id int PRIMARY KEY) PARTITION BY RANGE (id); GRANT SELECT ON shop.ev TO cdc;"
                + " ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.ev");

        Problem problem = seen().problems().get(0);

        assertThat(problem.code()).isEqualTo("PublicationIncomplete");
        assertThat(problem.message()).contains("shop.ev");
        sql(problem.message().substring(problem.message().indexOf("ALTER PUBLICATION")));
        assertThat(seen().problems()).isEmpty();
    }

    @Test
    void deferrableKeyDoesNotIdentifyARow() {
        sql("CREATE TABLE shop.late_key (id int PRIMARY KEY DEFERRABLE); GRANT SELECT ON shop.late_key TO cdc;"
                + "ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.late_key");

        assertThat(seen().problems()).isEmpty();
        assertThat(seen().notes()).singleElement().asString().contains("shop.late_key");
    }

    @Test
    void namesTablesThatTheRoleMayNotRead() {
        sql("REVOKE SELECT ON shop.orders FROM cdc");

        assertThat(onlyProblem().message())
                .isEqualTo(
                        "Role cdc may not read shop.orders: GRANT USAGE ON its schema and SELECT ON the table TO cdc");
    }

    /** A snapshot would read none of five rows, and nobody would say so. */
    @Test
    void namesTablesOfWhichAPolicyHidesRows() {
        sql("CREATE TABLE shop.tenant (id int PRIMARY KEY); GRANT SELECT ON shop.tenant TO cdc;"
                + "ALTER TABLE shop.tenant ENABLE ROW LEVEL SECURITY;"
                + "ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.tenant");

        assertThat(onlyProblem().message()).startsWith("Row level security hides rows of shop.tenant from role cdc");

        sql("ALTER ROLE cdc BYPASSRLS");
        assertThat(seen().problems()).isEmpty();
        sql("ALTER ROLE cdc NOBYPASSRLS");
    }

    @Test
    void warnsBeforeCapturingBreaksUpdatesInTheSource() {
        sql("CREATE TABLE shop.keyless (v int); GRANT SELECT ON shop.keyless TO cdc");

        assertThat(seen().problems())
                .extracting(Problem::code)
                .containsExactly("TablesUnpublished", "NoReplicaIdentity");

        sql("ALTER TABLE shop.keyless REPLICA IDENTITY FULL; ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.keyless");
        assertThat(seen().problems()).isEmpty();
        assertThat(seen().notes()).isEmpty();
    }

    @Test
    void saysOfAPublishedTableWithoutReplicaIdentityThatRowsAreOnlyAdded() {
        sql("CREATE TABLE shop.keyless (v int); GRANT SELECT ON shop.keyless TO cdc;"
                + "ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.keyless");

        assertThat(seen().problems()).isEmpty();
        assertThat(seen().notes())
                .singleElement()
                .asString()
                .startsWith("Rows are only added to shop.keyless")
                .endsWith("ALTER TABLE shop.keyless REPLICA IDENTITY FULL");
    }

    @Test
    void aPublicationThatSendsNoUpdatesGuardsNoTableAgainstThem() {
        sql("CREATE TABLE shop.keyless (v int); GRANT SELECT ON shop.keyless TO cdc;"
                + "ALTER PUBLICATION cdc_ns_shop ADD TABLE shop.keyless;"
                + "ALTER PUBLICATION cdc_ns_shop SET (publish = 'insert')");

        assertThat(seen().problems())
                .extracting(Problem::code)
                .containsExactly("PublicationIncomplete", "NoReplicaIdentity");
        assertThat(seen().notes()).isEmpty();
    }

    @Test
    void saysThatNoTableMatches() {
        var typo = needs("cdc_ns_shop", false, "shpo.*");

        var seen = (ObservedSource.Seen) source.look(address, CDC, typo);

        assertThat(seen.problems())
                .containsExactly(new Problem(
                        "NoTable",
                        "No table matches spec.tables [shpo.*]: correct the patterns, or create the table",
                        false));
    }

    @Test
    void databaseOfThePipelinesOwnMayStillBeEmpty() {
        var managed = needs("cdc_none", true, "later.*");

        assertThat(((ObservedSource.Seen) source.look(address, CDC, managed)).problems())
                .isEmpty();
    }

    @Test
    void roleThatMayNotReplicateIsNamedWithItsRemedy() {
        server.execute("postgres", "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD 'x'");
        sql("GRANT USAGE ON SCHEMA shop TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO reader");

        var seen = (ObservedSource.Seen) source.look(address, new Login("reader", "x"), NEEDS);

        assertThat(seen.problems()).extracting(Problem::code).containsExactly("ReplicationNotPermitted");
        assertThat(seen.problems().get(0).message()).contains("ALTER ROLE reader REPLICATION");
        sql("DROP OWNED BY reader");
    }

    @Test
    void slotOfAnotherDatabaseIsNotOurs() {
        DatabaseAddress other = server.newDatabase();
        server.execute(other.database(), "SELECT pg_create_logical_replication_slot('cdc_shop', 'pgoutput')");
        try {
            assertThat(onlyProblem().code()).isEqualTo("SlotTaken");
            assertThat(onlyProblem().message()).contains("belongs to database " + other.database());
        } finally {
            server.execute(other.database(), "SELECT pg_drop_replication_slot('cdc_shop')");
        }
    }

    @Test
    void retainedLogGrowsWhileNobodyReadsTheSlot() {
        sql("SELECT pg_create_logical_replication_slot('cdc_shop', 'pgoutput')");
        try {
            long before = slot().retainedBytes();
            sql("INSERT INTO shop.orders SELECT g, repeat('x', 1000) FROM generate_series(1, 2000) g");

            // The test's server commits without a flush, so its log is written a moment later.
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(slot().retainedBytes()).isGreaterThan(before + 2_000_000));
            assertThat(slot().active()).isFalse();
            assertThat(slot().confirmedLsn()).contains("/");
        } finally {
            sql("SELECT pg_drop_replication_slot('cdc_shop')");
        }
    }

    @Test
    void wrongPasswordIsToldApartAndNotRepeated() {
        var observed = unreachable(address, new Login("cdc", "not-the-password"));

        assertThat(observed.reason()).isEqualTo(Refusal.WRONG_CREDENTIALS);
        assertThat(observed.reason().code()).isEqualTo("WrongCredentials");
        assertThat(observed.message()).contains("role cdc").doesNotContain("not-the-password");
    }

    @Test
    void everyOtherRefusalHasItsOwnReason() throws Exception {
        assertThat(unreachable(withDatabase("no_such"), CDC).reason()).isEqualTo(Refusal.NO_SUCH_DATABASE);
        assertThat(unreachable(at("no-such-host.invalid", 5432), CDC).reason()).isEqualTo(Refusal.UNKNOWN_HOST);
        assertThat(unreachable(at("127.0.0.1", closedPort()), CDC).reason()).isEqualTo(Refusal.UNREACHABLE);
        assertThat(unreachable(address, new Login("cdc", "")).reason()).isEqualTo(Refusal.REFUSED);
        var encrypted = new DatabaseTls(PostgresqlTlsMode.REQUIRE, null);
        assertThat(unreachable(new DatabaseAddress("127.0.0.1", server.port(), address.database(), encrypted), CDC)
                        .reason())
                .isEqualTo(Refusal.REFUSED);
    }

    @Test
    void hostThatNeverAnswersIsGivenUpInTime() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Instant start = Instant.now();

            assertThat(unreachable(at("127.0.0.1", silent.getLocalPort()), CDC).reason())
                    .isEqualTo(Refusal.UNREACHABLE);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    private static PostgresNeeds needs(String publication, boolean managed, String... patterns) {
        List<String> tables = List.of(patterns);
        return new PostgresNeeds(
                "cdc_shop", publication, tables, Pattern.compile(TablePatterns.regex(tables)), managed, WalLimit.NONE);
    }

    private ObservedSource look() {
        return source.look(address, CDC, NEEDS);
    }

    private ObservedSource.Seen seen() {
        return (ObservedSource.Seen) look();
    }

    private ObservedSlot.Present slot() {
        return (ObservedSlot.Present) seen().log();
    }

    private Problem onlyProblem() {
        assertThat(seen().problems()).hasSize(1);
        return seen().problems().get(0);
    }

    private ObservedSource.Unreachable unreachable(DatabaseAddress where, Login who) {
        return (ObservedSource.Unreachable) source.look(where, who, NEEDS);
    }

    private DatabaseAddress at(String host, int port) {
        return new DatabaseAddress(host, port, address.database(), DatabaseTls.none());
    }

    private DatabaseAddress withDatabase(String database) {
        return new DatabaseAddress("127.0.0.1", server.port(), database, DatabaseTls.none());
    }

    private static int closedPort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void sql(String sql) {
        server.execute(address.database(), sql);
    }
}
