package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.Lsn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The slot of a connector that takes no snapshot. */
class ConnectorSlotIT {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_slot_wal_keep_size", "16MB")
                .setServerConfig("min_wal_size", "32MB")
                .setServerConfig("max_wal_size", "32MB")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void aSlotThatExistsIsReadFromWhereItWasMade() throws SQLException {
        String made = query("SELECT lsn FROM pg_create_logical_replication_slot('made_before', 'pgoutput')");
        query("SELECT pg_logical_emit_message(true, 'test', 'written since')");

        assertThat(slot("made_before").find()).contains(Lsn.valueOf(made));
    }

    @Test
    void aSlotThatIsMissingIsMade() throws SQLException {
        assertThat(slot("missing").find()).isEmpty();
        Lsn first = slot("missing").make();
        query("SELECT pg_logical_emit_message(true, 'test', 'written since')");

        assertThat(query("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 'missing'"))
                .isEqualTo(first.asString());
        assertThat(slot("missing").find()).contains(first);
    }

    @Test
    void aSlotOutlivesASwitchoverWhereStandbysCopySlots() throws SQLException {
        slot("for_standbys").make();

        assertThat(query("SELECT failover FROM pg_replication_slots WHERE slot_name = 'for_standbys'"))
                .isEqualTo("t");
    }

    @Test
    void aSlotWhoseLogIsGoneIsDropped() throws SQLException {
        slot("too_old").make();
        while (!query("SELECT wal_status FROM pg_replication_slots WHERE slot_name = 'too_old'")
                .equals("lost")) {
            query("SELECT pg_logical_emit_message(false, 'test', repeat('x', 1000000))");
            query("SELECT pg_switch_wal()");
            run("CHECKPOINT");
        }

        assertThat(slot("too_old").find()).isEmpty();
        assertThat(query("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'too_old'"))
                .isEqualTo("0");
    }

    @Test
    void aSlotThatCannotBeMadeIsTriedAgain() throws SQLException {
        query("SELECT slot_name FROM pg_create_logical_replication_slot('of_another', 'test_decoding')");

        assertThat(slot("of_another").find()).isEmpty();
        assertThatThrownBy(() -> slot("of_another").make())
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("of_another");
    }

    private static ConnectorSlot slot(String slot) {
        return new ConnectorSlot(new PostgresConnectorConfig(TextSettings.of(Configuration.create()
                .with("topic.prefix", "shop")
                .with("database.hostname", "localhost")
                .with("database.port", server.getPort())
                .with("database.user", "postgres")
                .with("database.password", "postgres")
                .with("database.dbname", "postgres")
                .with("slot.name", slot)
                .build())));
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
