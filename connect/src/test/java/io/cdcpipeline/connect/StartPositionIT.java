package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
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

/** A connector that takes no snapshot begins at its slot's consistent point, whatever was written since. */
class StartPositionIT {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
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

        assertThat(position("made_before").find().asString()).isEqualTo(made);
    }

    @Test
    void aSlotThatIsMissingIsMadeOnce() throws SQLException {
        String first = position("missing").find().asString();
        query("SELECT pg_logical_emit_message(true, 'test', 'written since')");

        assertThat(query("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 'missing'"))
                .isEqualTo(first);
        assertThat(position("missing").find().asString()).isEqualTo(first);
    }

    @Test
    void aSlotThatCannotBeMadeIsTriedAgain() throws SQLException {
        query("SELECT slot_name FROM pg_create_logical_replication_slot('of_another', 'test_decoding')");

        assertThatThrownBy(() -> position("of_another").find())
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("of_another");
    }

    private static StartPosition position(String slot) {
        return new StartPosition(new PostgresConnectorConfig(TextSettings.of(Configuration.create()
                .with("topic.prefix", "shop")
                .with("database.hostname", "localhost")
                .with("database.port", server.getPort())
                .with("database.user", "postgres")
                .with("database.password", "postgres")
                .with("database.dbname", "postgres")
                .with("slot.name", slot)
                .build())));
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
