package io.cdcpipeline.connect;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connector's replication slot, which is made when there is none, or none that could be read. */
record ConnectorSlot(PostgresConnectorConfig config) {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSlot.class);
    private static final String USAGE = "CdcPipeline start";

    /** One whose log the server has thrown away has a position, too; servers before 13 keep all of it. */
    private static final String OURS =
            " FROM pg_replication_slots s WHERE slot_name = ? AND database = current_database() AND plugin = 'pgoutput'"
                    + " AND coalesce(to_jsonb(s) ->> 'wal_status', '') %s 'lost'";

    private static final String FIND = "SELECT confirmed_flush_lsn::text" + OURS.formatted("<>");
    private static final String DROP_LOST =
            "SELECT confirmed_flush_lsn::text, pg_drop_replication_slot(slot_name)" + OURS.formatted("=");
    private static final String CREATE = "SELECT lsn::text FROM pg_create_logical_replication_slot(?, 'pgoutput')";

    /** Standbys that copy slots take over this one: it is there after a switchover. A standby's own can't be such a slot. */
    private static final String CREATE_FOR_FAILOVER =
            "SELECT lsn::text FROM pg_create_logical_replication_slot(?, 'pgoutput', failover => true)";

    private static final String FAILS_OVER =
            "SELECT current_setting('server_version_num')::int >= 170000 AND NOT pg_is_in_recovery()";

    /** A slot is made when all transactions that write have ended. */
    private static final int CREATION_SECONDS = 60;

    /**
     * Up to where it was read, as the server knows. Empty when there is none, or one whose log is gone, which is dropped:
     * nobody can read it any more, and Debezium would wait for it half an hour.
     *
     * @throws RetriableException when the database cannot say: the task is started again with back-off
     */
    Optional<Lsn> find() {
        return ask(connection -> {
            Optional<Lsn> lost = lsn(connection, DROP_LOST);
            lost.ifPresent(lsn -> LOG.warn(
                    "Replication slot {} was invalidated by the server, with all changes after {}: it is dropped",
                    config.slotName(),
                    lsn));
            return lsn(connection, FIND);
        });
    }

    /**
     * Makes it.
     *
     * @return the first position that it has
     * @throws RetriableException when the database does not do that now
     */
    Lsn make() {
        return ask(connection -> lsn(connection, failsOver(connection) ? CREATE_FOR_FAILOVER : CREATE))
                .orElseThrow();
    }

    private interface Question {

        Optional<Lsn> ask(PostgresConnection connection) throws SQLException;
    }

    private Optional<Lsn> ask(Question question) {
        try (PostgresConnection connection = new PostgresConnection(config.getJdbcConfig(), USAGE)) {
            connection.setAutoCommit(true);
            return question.ask(connection);
        } catch (SQLException e) {
            throw new RetriableException(
                    "Replication slot " + config.slotName() + " can be neither found nor made: " + e.getMessage()
                            + "; it is made once no transaction is open that has written, and tried again by itself",
                    e);
        }
    }

    private static boolean failsOver(PostgresConnection connection) throws SQLException {
        try (PreparedStatement statement = connection.connection().prepareStatement(FAILS_OVER);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private Optional<Lsn> lsn(PostgresConnection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.connection().prepareStatement(sql)) {
            statement.setQueryTimeout(CREATION_SECONDS);
            statement.setString(1, config.slotName());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Lsn.valueOf(row.getString(1))) : Optional.empty();
            }
        }
    }
}
