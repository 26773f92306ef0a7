package io.cdcpipeline.connect;

import io.cdcpipeline.contract.catalog.TableColumn;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.catalog.TableNote;
import io.cdcpipeline.contract.catalog.TableNotes;
import io.cdcpipeline.contract.catalog.TypeCatalog;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log does not tell and the source's catalogue does: what types are made of, and, when a column is new, what
 * rows have in it. The catalogue is today's and the log may be behind; so nothing is asked here that decides what a value
 * is. Notes of the tables are another matter: they say what was at a place of the log. Not thread-safe.
 */
final class Catalog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private static final String USAGE = "CdcPipeline catalogue";

    /**
     * A transaction holds the lock on its own number until others see what it did. The log is read a moment before that; where a
     * commit waits for a standby, long before.
     */
    private static final String IS_OPEN =
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype = 'transactionid'"
                    + " AND mode = 'ExclusiveLock' AND granted AND transactionid = ?::xid)";

    /**
     * Whoever gives a table a key holds its lock until he commits: a transaction that has a higher number than his wrote to the table
     * afterwards, but for one that began before he locked it and after he had a number. Numbers go round: what looks like one to come is old.
     */
    private static final String HAD_KEY =
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.conrelid = ?::oid AND c.contype = 'p'"
                    + " AND (age(c.xmin) > age(?::xid) OR age(c.xmin) < 0))";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 5;

    private final PostgresConnection connection;
    private final String publication;
    private final TypeCatalog types;

    Catalog(PostgresConnectorConfig config) {
        this.connection = new PostgresConnection(config.getJdbcConfig(), USAGE);
        this.publication = config.publicationName();
        this.types = new TypeCatalog(this::prepare);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        if (connection.isConnected() && !connection.isValid()) {
            connection.reconnect();
        }
        return connection.connection().prepareStatement(sql);
    }

    /** @param modifier the column's own; a domain has its type's */
    SourceType type(int oid, int modifier) throws SQLException {
        return types.type(oid, modifier);
    }

    /** A table's columns as they are now, by name; empty for a table that is gone. */
    Map<String, TableColumn> columns(String schema, String table) throws SQLException {
        Map<String, TableColumn> byName = new HashMap<>();
        TableColumn.of(this::prepare, publication, new TableName(schema, table)).forEach(c -> byName.put(c.name(), c));
        return byName;
    }

    /**
     * What the table was for a change at that place; empty when nobody knows.
     *
     * @param relation its oid
     */
    Optional<TableNote> note(long relation, Place place) throws SQLException {
        if (!awaitEnd(place.transaction())) {
            LOG.warn(
                    "Transaction {} is in the log and not over for others after {}: the columns of table {} are taken by their names",
                    place.transaction(),
                    PATIENCE,
                    relation);
            return Optional.empty();
        }
        return TableNotes.of(this::prepare, relation).at(place.lsn());
    }

    /**
     * Whether the table's primary key of today was its key when that transaction wrote to it. In doubt it was not: without a key its
     * changes are right, too.
     *
     * @param relation its oid
     */
    boolean hadKey(long relation, long transaction) throws SQLException {
        try (PreparedStatement statement = prepare(HAD_KEY)) {
            statement.setLong(1, relation);
            statement.setString(2, Long.toString(transaction));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** @return whether it is over for other sessions */
    private boolean awaitEnd(long transaction) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isOpen(transaction)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS); // no message tells of it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean isOpen(long transaction) throws SQLException {
        try (PreparedStatement statement = prepare(IS_OPEN)) {
            statement.setString(1, Long.toString(transaction));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * As {@link #columns(String, String)}, by a name of two parts with a point between. Where two tables have that very name, their own parts having
     * points, only what is the same in both is said.
     */
    Map<String, TableColumn> columns(String identifier) throws SQLException {
        Map<String, TableColumn> columns = new HashMap<>();
        for (int point = identifier.indexOf('.'); point >= 0; point = identifier.indexOf('.', point + 1)) {
            Map<String, TableColumn> found = columns(identifier.substring(0, point), identifier.substring(point + 1));
            if (columns.isEmpty()) {
                columns.putAll(found);
            } else if (!found.isEmpty()) {
                columns.values().retainAll(found.values());
            }
        }
        return columns;
    }

    /** A column as it is now. */
    SourceColumn describe(TableColumn column) throws SQLException {
        return column.described(types);
    }

    @Override
    public void close() {
        connection.close();
    }
}
