package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.state.FilledAt;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A table of MariaDB as it is at one GTID, over one connection or several that see the same. Nothing is locked but the table's
 * definition: it can be read and changed meanwhile, but not altered or truncated.
 *
 * @param keeper holds the definition, and reads no rows
 * @param ranges of the table's rows
 */
public record MariaDbView(
        Connection keeper, MariaDbTable table, List<KeyRange> ranges, List<PinnedReader> readers, FilledAt at)
        implements FilledView {

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** Of others the server tells those only who may see all processes. */
    private static final String WAITERS = """
            SELECT concat('connection ', id, ' (', user, ')') FROM information_schema.processlist
            WHERE state = 'Waiting for table metadata lock' AND locate(?, info) > 0 ORDER BY id LIMIT 1""";

    /**
     * Takes a moment.
     *
     * @param most so many connections are to read it, at most
     * @param accepts is asked right after the view was taken; while it does not, another one is
     * @throws FillDelayedException when somebody has locked the table
     * @throws SourceException when the table cannot be read
     */
    public static MariaDbView take(SourceDatabase database, TableName name, int most, Predicate<FilledAt> accepts) {
        MariaDbConnections connections = new MariaDbConnections(database);
        Connection keeper = connections.open();
        List<PinnedReader> readers = List.of();
        boolean taken = false;
        try {
            keeper.setAutoCommit(false);
            hold(keeper, name);
            MariaDbTable table = MariaDbTable.read(keeper, name);
            List<KeyRange> ranges = ranges(keeper, table);
            readers = PinnedReader.open(connections, name, Math.max(1, Math.min(most, ranges.size())));
            PreparedCommits commits = new PreparedCommits(keeper, name);
            FilledAt at;
            do {
                List<PinnedReader> open = readers;
                readers = commits.without(() -> PinnedReader.pinned(open));
                at = FilledAt.ofNumber(readers.get(0).number(keeper));
            } while (!accepts.test(at));
            taken = true;
            return new MariaDbView(keeper, table, ranges, readers, at);
        } catch (SQLException e) {
            throw refused(name, e);
        } finally {
            if (!taken) {
                readers.forEach(PinnedReader::close);
                LockedView.close(keeper);
            }
        }
    }

    /** Has the table's definition stay as it is until the connection's transaction ends. */
    static void hold(Connection connection, TableName name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT 1 FROM " + MariaDbTable.quoted(name) + " LIMIT 0")
                    .close();
        }
    }

    private static List<KeyRange> ranges(Connection connection, MariaDbTable table) throws SQLException {
        MariaDbColumn key = table.divided();
        if (key == null) {
            return List.of(KeyRange.all(table.bytes()));
        }
        String column = MariaDbColumn.quoted(key.name());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT min(" + column + "), max(" + column + ") FROM " + MariaDbTable.quoted(table.name()))) {
            row.next();
            BigDecimal least = row.getBigDecimal(1);
            return KeyRange.of(column, least, row.getBigDecimal(2), table.bytes());
        }
    }

    private static SourceException refused(TableName table, SQLException e) {
        return switch (e.getErrorCode()) {
            case LOCK_WAIT_TIMEOUT ->
                new FillDelayedException(
                        "the fill of " + table + " waits: somebody has locked the table in the source");
            case 1146, 1049 -> new NotPublishedException("Table " + table + " is not in the source any more");
            case 1044, 1142, 1143 ->
                SourceException.of(
                        "Table " + table + " cannot be read by the user that reads changes, give it GRANT SELECT ON "
                                + MariaDbTable.quoted(table),
                        e);
            default -> SourceException.of("Table " + table + " cannot be read", e);
        };
    }

    /** Has executors read those columns of all rows. @param expressions as SQL, none of which gives anything but characters or bytes */
    public ServedRows serve(List<String> expressions) {
        List<String> statements = new ArrayList<>();
        for (KeyRange range : ranges) {
            statements.add("SELECT " + String.join(", ", expressions) + " FROM " + MariaDbTable.quoted(table.name())
                    + range.where());
        }
        return ServedRows.of(readers.stream()
                .map(reader -> new PagedQuery(reader.connection(), statements))
                .toList());
    }

    /** Which of them each connection reads, one after the other. */
    public List<ServedShare> shares() {
        List<ServedShare> shares = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
            shares.add(new ServedShare(i, new ArrayList<>()));
        }
        for (int i = 0; i < ranges.size(); i++) {
            shares.get(i % shares.size()).ranges().add(i);
        }
        return shares;
    }

    @Override
    public long oid() {
        return 0;
    }

    @Override
    public SourceTable source() {
        return new SourceTable(table.bytes(), "", Map.of(), Map.of(), null);
    }

    @Override
    public String waiter() {
        try (PreparedStatement statement = keeper.prepareStatement(WAITERS)) {
            statement.setString(1, table.name().name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw SourceException.of("Table " + table.name() + " cannot be looked after", e);
        }
    }

    @Override
    public void close() {
        readers.forEach(PinnedReader::close);
        LockedView.close(keeper);
    }
}
