package io.cdcpipeline.local.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A table's rows out of the source, a portion at a time. */
final class SourceRows implements Iterator<List<String>>, AutoCloseable {

    private static final int PORTION = 10_000;

    private final List<Comparison> columns;
    private final Statement statement;
    private final ResultSet result;
    private boolean ready;

    private SourceRows(List<Comparison> columns, Statement statement, ResultSet result) {
        this.columns = columns;
        this.statement = statement;
        this.result = result;
    }

    /** @param connection in a transaction: a cursor lives in one */
    static SourceRows open(Connection connection, String sql, List<Comparison> columns) throws SQLException {
        Statement statement = connection.createStatement();
        try {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(PORTION);
            return new SourceRows(columns, statement, statement.executeQuery(sql));
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        try {
            ready = ready || result.next();
            return ready;
        } catch (SQLException e) {
            throw new SourceFailure(e);
        }
    }

    @Override
    public List<String> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        try {
            List<String> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                row.add(columns.get(i).form().ofSource(result.getString(i + 1)));
            }
            return row;
        } catch (SQLException e) {
            throw new SourceFailure(e);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /** Carries an error of the source through an iterator. */
    static final class SourceFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SourceFailure(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
