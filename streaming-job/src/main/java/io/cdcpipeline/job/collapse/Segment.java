package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collapses a table's changes, one row for each key, until something cuts it off. Not thread-safe. */
final class Segment {

    /** Beside its bytes, what a row costs in a map: entry, key, headers of arrays. */
    private static final int ROW_OVERHEAD = 150;

    /**
     * How a segment begins.
     *
     * @param evolution what the table needs first
     * @param clear whether the table is emptied first
     * @param empty whether the table is known to have no row when this segment is applied
     */
    record Start(SegmentId id, RowShape shape, Evolution evolution, boolean clear, boolean empty) {}

    /**
     * What the changes of one key come to.
     *
     * @param origin the key whose row has the columns that this one keeps; null for its own
     * @param inserted whether the first of them was an insert
     */
    record Entry(byte[] row, RowKey origin, boolean inserted) {}

    private final Start start;
    private final OperationRows rows;
    private final Map<RowKey, Entry> byKey = new LinkedHashMap<>();
    private boolean snapshotOnly = true;
    private long bytes;
    private long events;

    Segment(Start start) {
        this.start = start;
        this.rows = new OperationRows(start.shape());
    }

    Start start() {
        return start;
    }

    Map<RowKey, Entry> entries() {
        return byKey;
    }

    OperationRows rows() {
        return rows;
    }

    long events() {
        return events;
    }

    boolean isEmptyTarget() {
        return start.empty() || start.clear();
    }

    boolean snapshotOnly() {
        return snapshotOnly;
    }

    /** An estimate of the memory that it holds. */
    long bytes() {
        return bytes;
    }

    void add(Change change) {
        events++;
        snapshotOnly &=
                change.operation() == Operation.READ && change.position().isSnapshot();
        RowKey key = new RowKey(change.key());
        Entry before = byKey.get(key);
        if (change.move() != null && key.equals(new RowKey(change.move().key()))) {
            return; // the key became an equal one, -0 for 0: the row stays, and what comes next is an update of it
        }
        if (change.move() != null) {
            move(key, before, change.move());
        }
        put(key, next(change, before));
    }

    private void put(RowKey key, Entry entry) {
        Entry before = byKey.put(key, entry);
        bytes += entry.row().length;
        bytes -= before == null ? -key.bytes().length - ROW_OVERHEAD : before.row().length;
    }

    private Entry next(Change change, Entry before) {
        boolean inserted = before == null
                ? change.operation() == Operation.CREATE || change.operation() == Operation.READ
                : before.inserted();
        if (change.operation() == Operation.DELETE) {
            return new Entry(rows.as(change.row(), RowOperation.REMOVE), null, inserted);
        }
        if (!change.partial()) {
            return new Entry(rows.as(change.row(), RowOperation.PUT), null, inserted);
        }
        return new Entry(onTopOf(before, change.row()), before == null ? null : before.origin(), inserted);
    }

    private byte[] onTopOf(Entry before, byte[] partial) {
        boolean nothing = before == null || rows.operation(before.row()) == RowOperation.REMOVE;
        return nothing ? rows.as(partial, RowOperation.PATCH) : rows.merge(before.row(), partial);
    }

    /**
     * The row goes on under another key. What comes next usually says all of it; but a large column that did not change
     * is only here, or in the table under the former key.
     */
    private void move(RowKey former, Entry before, Change.Move move) {
        RowKey origin = before != null && before.origin() != null ? before.origin() : former;
        byte[] row = onTopOf(before, move.row());
        boolean complete = rows.operation(row) == RowOperation.PUT;
        put(new RowKey(move.key()), new Entry(row, complete ? null : origin, true));
    }
}
