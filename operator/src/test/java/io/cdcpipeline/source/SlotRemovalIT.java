package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A slot that outlives its pipeline fills the source's disk. */
class SlotRemovalIT {

    private static final Login CDC = new Login("cdc_drop", "s3cret");

    private final RealPostgres server = RealPostgres.running();
    private final PostgresSource source = new PostgresSource();
    private DatabaseAddress address;

    @BeforeEach
    void aDatabaseWithARoleThatReplicates() {
        address = server.newDatabase();
        server.execute(
                "postgres",
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cdc_drop') THEN"
                        + " CREATE ROLE cdc_drop LOGIN REPLICATION PASSWORD 's3cret'; END IF; END $$");
    }

    @Test
    void whatIsNotThereNeedsNoDropping() {
        assertThat(source.drop(address, CDC, "cdc_gone", "cdc_gone")).isEqualTo(new SlotRemoval(List.of(), List.of()));
    }

    @Test
    void dropsSlotAndPublicationOfTheRole() {
        slot("cdc_mine");
        server.execute(
                address.database(),
                "CREATE PUBLICATION \"cdc \"\"mine\"; ALTER PUBLICATION \"cdc \"\"mine\" OWNER TO cdc_drop");

        assertThat(source.drop(address, CDC, "cdc_mine", "cdc \"mine").removed())
                .containsExactly("replication slot cdc_mine", "publication cdc \"mine");
        assertThat(server.query(address.database(), "SELECT count(*) FROM pg_publication"))
                .isEqualTo("0");
        assertThat(slots("cdc_mine")).isEqualTo("0");
    }

    @Test
    void endsAReaderThatHoldsTheSlot() throws Exception {
        slot("cdc_read");
        try (Connection reader = replicationConnection()) {
            var stream = reader.unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName("cdc_read")
                    .withSlotOption("proto_version", 1)
                    .withSlotOption("publication_names", "none")
                    .start();
            assertThat(stream.isClosed()).isFalse();
            assertThat(server.query("postgres", "SELECT active FROM pg_replication_slots WHERE slot_name = 'cdc_read'"))
                    .isEqualTo("t");

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> source.drop(address, CDC, "cdc_read", null).complete());
        }
        assertThat(slots("cdc_read")).isEqualTo("0");
    }

    @Test
    void saysWhatBelongsToSomebodyElse() {
        slot("cdc_half");
        server.execute(address.database(), "CREATE PUBLICATION cdc_theirs");

        SlotRemoval removal = source.drop(address, CDC, "cdc_half", "cdc_theirs");

        assertThat(removal.removed()).containsExactly("replication slot cdc_half");
        assertThat(removal.left()).hasSize(1);
        assertThat(removal.left().get(0).what()).isEqualTo("publication cdc_theirs");
        assertThat(removal.left().get(0).reason()).isEqualTo(Refusal.NOT_PERMITTED);
    }

    @Test
    void serverThatLetsNobodyInKeepsEverything() {
        SlotRemoval removal = source.drop(address, new Login("cdc_drop", "wrong"), "cdc_kept", "cdc_kept");

        assertThat(removal.removed()).isEmpty();
        assertThat(removal.left())
                .extracting(SlotRemoval.Left::what)
                .containsExactly("replication slot cdc_kept", "publication cdc_kept");
        assertThat(removal.left()).extracting(SlotRemoval.Left::reason).containsOnly(Refusal.WRONG_CREDENTIALS);
    }

    private void slot(String name) {
        server.execute(address.database(), "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    }

    private String slots(String name) {
        return server.query("postgres", "SELECT count(*) FROM pg_replication_slots WHERE slot_name = '" + name + "'");
    }

    private Connection replicationConnection() throws Exception {
        var properties = new Properties();
        properties.setProperty("user", CDC.user());
        properties.setProperty("password", CDC.password());
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + address.database(), properties);
    }
}
