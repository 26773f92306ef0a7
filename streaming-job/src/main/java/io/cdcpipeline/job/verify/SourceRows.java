package io.cdcpipeline.job.verify;

import io.cdcpipeline.job.fill.SourceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The rows of one range after the other, a portion at a time. Not thread-safe. */
final class SourceRows implements Iterator<List<String>> {

    private static final int PORTION = 5_000;

    private final Connection connection;
    private final SourceScan scan;
    private final Iterator<String> ranges;
    private Statement statement;
    private ResultSet result;
    private boolean ready;

    /** @param connection in a transaction: a cursor lives in one */
    SourceRows(Connection connection, SourceScan scan, Iterator<String> ranges) {
        this.connection = connection;
        this.scan = scan;
        this.ranges = ranges;
    }

    @Override
    public boolean hasNext() {
        try {
            while (!ready && (result != null || ranges.hasNext())) {
                step();
            }
            return ready;
        } catch (SQLException e) {
            throw SourceException.of("The source cannot be read", e);
        }
    }

    private void step() throws SQLException {
        if (result == null) {
            statement = connection.createStatement();
            statement.setEscapeProcessing(false);
            statement.setFetchSize(PORTION);
            result = statement.executeQuery(scan.select() + ranges.next());
        }
        ready = result.next();
        if (!ready) {
            statement.close();
            result = null;
        }
    }

    @Override
    public List<String> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        int columns = scan.form().columns().size();
        List<String> texts = new ArrayList<>(columns);
        try {
            for (int i = 1; i <= columns; i++) {
                texts.add(scan.form().columns().get(i - 1).masked(result.getString(i)));
            }
        } catch (SQLException e) {
            throw SourceException.of("The source cannot be read", e);
        }
        return scan.form().of(texts);
    }
}
