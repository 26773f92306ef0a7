package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.state.FilledAt;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A view of one table of the source, at an exactly known place among its transactions, which others can read as long as this
 * is open. Nothing is written to the source; the table can be read and changed meanwhile, but not altered or truncated.
 */
final class SourceSnapshot implements FilledView {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final LockedView view;
    private final FilledTable table;
    private final FilledAt at;

    private SourceSnapshot(LockedView view, FilledTable table, FilledAt at) {
        this.view = view;
        this.table = table;
        this.at = at;
    }

    /**
     * Takes some seconds at most.
     *
     * @throws FillDelayedException when a transaction that may have changed the table unseen is still open, or somebody has
     *     locked the table
     * @throws SourceException when the table cannot be read
     */
    static SourceSnapshot take(SourceConnections connections, TableName table) {
        Connection connection = connections.open();
        SourceSnapshot taken = null;
        try {
            taken = take(connection, connections.database(), table);
            return taken;
        } catch (SQLException e) {
            throw refused(connections.database(), table, e);
        } finally {
            if (taken == null) {
                LockedView.close(connection);
            }
        }
    }

    private static SourceSnapshot take(Connection connection, SourceDatabase database, TableName name)
            throws SQLException {
        SourceReadiness readiness = new SourceReadiness(connection, database);
        readiness.check(name);
        long from = readiness.awaitOlderTransactions();
        LockedView view = LockedView.take(connection, name);
        FilledTable table = new FilledTableReader(connection, database).read(name);
        return new SourceSnapshot(view, table, view.at(from));
    }

    private static SourceException refused(SourceDatabase database, TableName table, SQLException e) {
        if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            return new FillDelayedException(
                    "the fill of " + table + " waits: somebody has locked the table in the source");
        }
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return SourceException.of(
                    "Table " + table + " cannot be read by the role that reads changes, give it GRANT SELECT ON "
                            + table.quoted() + ", and BYPASSRLS if it has row security",
                    e);
        }
        return SourceException.of("Table " + table + " of database " + database.name() + " cannot be read", e);
    }

    @Override
    public String waiter() {
        try {
            return view.waiter(table.oid());
        } catch (SQLException e) {
            throw SourceException.of("Table " + table.name() + " cannot be looked after", e);
        }
    }

    FilledTable table() {
        return table;
    }

    /** By which {@code SET TRANSACTION SNAPSHOT} finds it. */
    String name() {
        return view.name();
    }

    @Override
    public FilledAt at() {
        return at;
    }

    @Override
    public long oid() {
        return table.oid();
    }

    @Override
    public SourceTable source() {
        return table.source();
    }

    @Override
    public void close() {
        view.close();
    }
}
