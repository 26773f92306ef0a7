package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Samples;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server in recovery: what was a primary goes on as the standby of one that is away. */
class StandbyIT {

    private static final Login ADMIN = new Login("postgres", "postgres");

    @TempDir
    static Path folder;

    private static EmbeddedPostgres standby;

    private final PostgresSource source = new PostgresSource();

    @BeforeAll
    static void aServerThatRecovers() throws Exception {
        try (EmbeddedPostgres primary = start()) {
            execute(
                    primary,
                    "CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY); CREATE TABLE s.other (id int PRIMARY KEY);"
                            + " CREATE PUBLICATION cdc_pub FOR TABLE s.t");
            execute(primary, "SELECT pg_create_logical_replication_slot('cdc_seen', 'pgoutput')");
            execute(primary, "SELECT pg_create_logical_replication_slot('cdc_dropped', 'pgoutput')");
            execute(primary, "SELECT pg_create_logical_replication_slot('cdc_orphan', 'pgoutput', failover => true)");
        }
        Files.createFile(data().resolve("standby.signal"));
        standby = start();
    }

    @AfterAll
    static void end() throws IOException {
        standby.close();
    }

    @Test
    void standbyWithAllThatItNeedsIsFitAndItsLagIsKnown() {
        var seen = (ObservedSource.Seen) source.look(address(), ADMIN, needs("cdc_pub", "s\\.t"));

        assertThat(seen.problems()).isEmpty();
        assertThat(seen.tables()).containsExactly("s.t");
        assertThat(seen.log()).isInstanceOf(ObservedSlot.Present.class);
    }

    @Test
    void slotThatIsLeftFromWhenThisServerWasThePrimaryIsNamedWithTheStatementThatRemovesIt() throws SQLException {
        var needs = new PostgresNeeds(
                "cdc_orphan", "cdc_pub", List.of("s.*"), Pattern.compile("s\\.t"), false, WalLimit.NONE);
        var seen = (ObservedSource.Seen) source.look(address(), ADMIN, needs);

        assertThat(seen.problems()).extracting(Problem::code).containsExactly("SlotOrphaned");
        String message = seen.problems().get(0).message();
        assertThat(message).contains("Name the primary");
        execute(standby, message.substring(message.indexOf("SELECT")));
        assertThat(((ObservedSource.Seen) source.look(address(), ADMIN, needs)).log())
                .isEqualTo(new ObservedSlot.Absent());
    }

    @Test
    void standbyIsSaidToFillNoTables() {
        var seen = (ObservedSource.Seen) source.look(address(), ADMIN, needs("cdc_pub", "s\\.t"));

        assertThat(seen.notes()).singleElement().asString().contains("no table can be filled", "WhenNeeded");
    }

    @Test
    void whatIsMissingIsToBeMadeOnThePrimary() {
        var seen = (ObservedSource.Seen) source.look(address(), ADMIN, needs("cdc_pub", "s\\..*"));

        assertThat(seen.problems()).extracting(Problem::code).containsExactly("TablesUnpublished");
        assertThat(seen.problems().get(0).message()).contains("s.other: on the primary, as its owner");
    }

    @Test
    void slotIsDroppedWhereItIsAndThePublicationIsThePrimarys() {
        SlotRemoval removal = source.drop(address(), ADMIN, "cdc_dropped", "cdc_pub");

        assertThat(removal.removed()).containsExactly("replication slot cdc_dropped");
        assertThat(removal.left()).singleElement().satisfies(left -> {
            assertThat(left.what()).isEqualTo("publication cdc_pub");
            assertThat(left.reason()).isEqualTo(Refusal.READ_ONLY);
        });
    }

    @Test
    void heartbeatOfTheConnectorDoesNotFailAtAServerThatWritesNoLog() throws SQLException {
        try (Connection connection = standby.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(heartbeat())) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isNull();
        }
    }

    @Test
    void heartbeatWritesToTheLogOfAPrimary() {
        assertThat(RealPostgres.running().query("postgres", heartbeat())).isNotNull();
    }

    private static String heartbeat() {
        return Planner.plan(Samples.pipeline("external-database"), Settings.defaults())
                .resources()
                .filter(KafkaConnector.class::isInstance)
                .map(KafkaConnector.class::cast)
                .map(connector -> connector.getSpec().getConfig().get("heartbeat.action.query"))
                .map(String::valueOf)
                .findFirst()
                .orElseThrow();
    }

    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setServerConfig("wal_level", "logical")
                .start();
    }

    private static Path data() {
        return folder.resolve("data");
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DatabaseAddress address() {
        return new DatabaseAddress("127.0.0.1", standby.getPort(), "postgres", DatabaseTls.none());
    }

    private static PostgresNeeds needs(String publication, String tables) {
        return new PostgresNeeds(
                "cdc_seen", publication, List.of("s.*"), Pattern.compile(tables), false, WalLimit.NONE);
    }
}
