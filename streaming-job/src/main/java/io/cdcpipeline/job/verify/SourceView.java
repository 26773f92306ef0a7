package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.fill.LockedView;
import io.cdcpipeline.job.fill.SourceConnections;
import io.cdcpipeline.job.fill.SourceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Predicate;

/**
 * One table of the source as it is at one moment, for as long as this is open.
 *
 * @param oid of the table
 * @param pages how many the table has, or its largest partition; 0 where they cannot be read in parts
 * @param estimate about how many rows it has
 * @param partitioned whether its rows are its partitions'; else those of its children are not its own
 */
record SourceView(LockedView view, ComparedTable table, long oid, long pages, long estimate, boolean partitioned)
        implements AutoCloseable {

    private static final String SIZE = """
            SELECT c.oid, c.relkind = 'p',
              CASE WHEN current_setting('server_version_num')::int >= 140000 THEN
                (SELECT max(pg_relation_size(p.relid)) / current_setting('block_size')::bigint
                 FROM (SELECT relid FROM pg_partition_tree(c.oid) UNION SELECT c.oid) p) ELSE 0 END,
              (SELECT sum(CASE WHEN l.reltuples > 0 THEN l.reltuples ELSE pg_relation_size(l.oid) / 100 END)::bigint
               FROM pg_class l WHERE l.oid IN (SELECT relid FROM pg_partition_tree(c.oid) UNION SELECT c.oid))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";

    /** @throws SourceException when the table cannot be read */
    static SourceView take(SourceConnections connections, TableName name, Predicate<LockedView> accepts) {
        Connection connection = connections.open();
        SourceView taken = null;
        try {
            LockedView view = LockedView.take(connection, name);
            while (!accepts.test(view)) {
                connection.rollback();
                view = LockedView.take(connection, name);
            }
            taken = read(view, connections.database(), name);
            return taken;
        } catch (SQLException e) {
            throw SourceException.of("Table " + name + " cannot be compared", e);
        } finally {
            if (taken == null) {
                LockedView.close(connection);
            }
        }
    }

    private static SourceView read(LockedView view, SourceDatabase database, TableName name) throws SQLException {
        Connection connection = view.connection();
        ComparedTable table = ComparedTable.read(connection, database, name);
        try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new SourceView(view, table, row.getLong(1), row.getLong(3), row.getLong(4), row.getBoolean(2));
            }
        }
    }

    String waiter() {
        try {
            return view.waiter(oid);
        } catch (SQLException e) {
            throw SourceException.of("Table " + table + " cannot be looked after", e);
        }
    }

    @Override
    public void close() {
        view.close();
    }
}
