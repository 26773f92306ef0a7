package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.job.lake.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Asks the source which tables are captured now. Keeps its connection; not thread-safe. */
public final class SourceTables implements AutoCloseable {

    private static final int ANSWER_SECONDS = 10;

    private static final String SLOT =
            "SELECT FROM pg_replication_slots WHERE slot_name = ? AND confirmed_flush_lsn IS NOT NULL";

    /** Those by whose key rows can be told apart; the smallest first. Of a partitioned one the partitions count. */
    private static final String TABLES = """
            SELECT p.schemaname, p.tablename,
              coalesce((SELECT sum(pg_relation_size(t.relid)) FROM pg_partition_tree(c.oid) t), pg_relation_size(c.oid)) AS size
            FROM pg_publication_tables p
            JOIN pg_namespace n ON n.nspname = p.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
            WHERE p.pubname = ? AND EXISTS (
              SELECT FROM pg_index i WHERE i.indrelid = c.oid
                AND CASE WHEN c.relreplident = 'i' THEN i.indisreplident ELSE i.indisprimary END)
            ORDER BY size, 1, 2""";

    private final SourceConnections connections;
    private final SourceDatabase database;
    private final Predicate<String> captured;
    private Connection connection;

    /** @param database whose tables are named */
    public SourceTables(SourceDatabase database) {
        this.connections = new SourceConnections(database);
        this.database = database;
        this.captured = Pattern.compile(database.tables()).asMatchPredicate();
    }

    /**
     * The tables, each with its size in bytes, the smallest first; empty before the replication slot is there, which keeps what
     * comes after.
     *
     * @throws SourceException when the source does not answer
     */
    public Optional<Map<TableId, Long>> look() {
        try {
            if (connection == null || connection.isClosed()) {
                connection = connections.open();
                connection.setNetworkTimeout(Runnable::run, ANSWER_SECONDS * 1000);
            }
            return slotExists() ? Optional.of(tables()) : Optional.empty();
        } catch (SQLException e) {
            close();
            throw SourceException.of("The source's tables cannot be listed", e);
        }
    }

    private boolean slotExists() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOT)) {
            statement.setString(1, database.slot());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private Map<TableId, Long> tables() throws SQLException {
        Map<TableId, Long> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, database.publication());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableId table = new TableId(row.getString(1), row.getString(2));
                    if (captured.test(table.toString())) {
                        tables.put(table, row.getLong(3));
                    }
                }
            }
        }
        return tables;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is of no use any more.
        }
        connection = null;
    }
}
