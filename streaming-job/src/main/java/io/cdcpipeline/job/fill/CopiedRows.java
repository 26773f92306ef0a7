package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.columns.ColumnMask;
import io.cdcpipeline.job.decode.TextRows;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows of one range after the other, as they come over one connection. Not thread-safe. */
final class CopiedRows implements Iterator<InternalRow> {

    /** What came of a range. */
    record Read(long bytes, long rows) {}

    private final Connection connection;
    private final FilledTable table;
    private final Iterator<PageRange> ranges;
    private final Consumer<Read> done;
    private final Consumer<String> unreadable;
    private final TextRows rows;
    private final CopyLine line = new CopyLine();
    /** By column; null for one whose values stay as they are. */
    private final ColumnMask[] masks;

    private PageRange range;
    private CopyOut copy;
    private long count;
    private InternalRow next;

    CopiedRows(Connection connection, FillTask task, Iterator<PageRange> ranges) {
        this.connection = connection;
        this.table = task.table();
        this.ranges = ranges;
        this.done = task.progress()::read;
        this.unreadable = task.progress()::unreadable;
        this.rows = task.rows();
        this.masks = table.columns().stream()
                .map(c -> table.masks().of(c.name()).orElse(null))
                .toArray(ColumnMask[]::new);
    }

    @Override
    public boolean hasNext() {
        while (next == null && (copy != null || ranges.hasNext())) {
            try {
                step();
            } catch (SQLException e) {
                throw SourceException.of("Table " + table.name() + " cannot be read", e);
            }
        }
        return next != null;
    }

    private void step() throws SQLException {
        if (copy == null) {
            range = ranges.next();
            count = 0;
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(range.copy(table));
        }
        byte[] row = copy.readFromCopy();
        if (row == null) {
            copy = null;
            done.accept(new Read(range.bytes(), count));
        } else {
            count++;
            next = read(row);
        }
    }

    /** Null for a row of which some value has no exact place in the lake. */
    private InternalRow read(byte[] row) {
        line.start(row);
        rows.start();
        for (int i = 0; i < table.columns().size(); i++) {
            Text text = line.next();
            if (text != null) {
                set(i, text);
            }
        }
        try {
            return rows.row();
        } catch (UnreadableValue e) {
            unreadable.accept(e.getMessage());
            return null;
        }
    }

    private void set(int column, Text text) {
        if (masks[column] == null) {
            rows.set(column, text);
            return;
        }
        String masked = masks[column].of(text.toString());
        if (masked != null) {
            byte[] bytes = masked.getBytes(StandardCharsets.UTF_8);
            rows.set(column, new Text().pointTo(bytes, 0, bytes.length));
        }
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = next;
        next = null;
        return row;
    }
}
