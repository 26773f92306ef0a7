package io.cdcpipeline.job.fill;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The rows of one statement after the other over one connection, in pages of about a megabyte. A page: a byte, 1 for the last of the
 * statement; then each value of each row, its length before it, -1 for NULL. Thread-safe.
 */
final class PagedQuery {

    private static final int PAGE_BYTES = 1 << 20;
    private static final int PORTION = 1_000;

    private final Connection connection;
    private final List<String> statements;
    private Statement statement;
    private ResultSet rows;
    private int current = -1;
    private int next;

    PagedQuery(Connection connection, List<String> statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /**
     * @param number of the statement
     * @param page from 0, which begins the statement anew; else the one after the last
     */
    synchronized byte[] page(int number, int page) throws SQLException {
        if (page == 0) {
            begin(number);
        }
        if (number != current || page != next) {
            throw new SQLException("Page " + page + " of statement " + number + " is not the next one");
        }
        next++;
        return read();
    }

    private void begin(int number) throws SQLException {
        if (statement != null) {
            statement.close();
        }
        statement = connection.createStatement();
        statement.setFetchSize(PORTION);
        rows = statement.executeQuery(statements.get(number));
        current = number;
        next = 0;
    }

    private byte[] read() throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(PAGE_BYTES / 8);
        int columns = rows.getMetaData().getColumnCount();
        boolean more = true;
        try {
            DataOutputStream page = new DataOutputStream(bytes);
            page.writeByte(0);
            while (bytes.size() < PAGE_BYTES && (more = rows.next())) {
                for (int i = 1; i <= columns; i++) {
                    write(page, rows.getBytes(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] page = bytes.toByteArray();
        page[0] = (byte) (more ? 0 : 1);
        return page;
    }

    private static void write(DataOutputStream page, byte[] value) throws IOException {
        page.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            page.write(value);
        }
    }
}
