package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.state.TableState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Of a table that mirrors its source: one row for each key, what the last change says. */
class MirrorSegment implements Segment {

    /** Beside its bytes, what a row costs in a map: entry, key, headers of arrays. */
    private static final int ROW_OVERHEAD = 150;

    private final Start start;
    private final OperationRows rows;
    private final KeyOccupancy occupancy;
    private final Map<RowKey, KeyEntry> byKey = new LinkedHashMap<>();
    private boolean snapshotOnly = true;
    private long bytes;
    private long events;

    MirrorSegment(Start start) {
        this.start = start;
        this.rows = new OperationRows(start.shape());
        this.occupancy = new KeyOccupancy(rows);
    }

    @Override
    public Start start() {
        return start;
    }

    Map<RowKey, KeyEntry> entries() {
        return byKey;
    }

    OperationRows rows() {
        return rows;
    }

    long events() {
        return events;
    }

    @Override
    public boolean snapshotOnly() {
        return snapshotOnly;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public ClosedSegment close(TableState after, boolean append) {
        return ClosedSegment.of(this, after, append);
    }

    @Override
    public void add(Change change) {
        events++;
        snapshotOnly &= change.isOfSnapshot();
        RowKey key = new RowKey(change.key());
        if (change.move() != null && key.equals(new RowKey(change.move().key()))) {
            return; // the key became an equal one, -0 for 0: the row stays, and what comes next is an update of it
        }
        KeyEntry before = byKey.get(key);
        KeyOccupancy.Row row = occupancy.of(change, before);
        KeyEntry meant = row == KeyOccupancy.Row.OTHER ? before.arrival().under() : before;
        if (change.move() != null) {
            move(key, meant, change.move(), change.position().transaction());
        }
        switch (row) {
            case ARRIVED -> restore(key, before.arrival().under());
            case OTHER -> put(key, before.over(next(change, meant)));
            case ONLY -> put(key, next(change, meant));
        }
    }

    /** The row that arrived goes on: the key is as it was before. */
    private void restore(RowKey key, KeyEntry under) {
        if (under != null) {
            put(key, under);
        } else {
            bytes -= byKey.remove(key).row().length + key.bytes().length + ROW_OVERHEAD;
        }
    }

    private void put(RowKey key, KeyEntry entry) {
        KeyEntry before = byKey.put(key, entry);
        bytes += entry.row().length;
        bytes -= before == null ? -key.bytes().length - ROW_OVERHEAD : before.row().length;
    }

    private KeyEntry next(Change change, KeyEntry before) {
        boolean created = change.operation() == Operation.CREATE || change.operation() == Operation.READ;
        boolean inserted = before == null ? created : before.inserted();
        if (change.operation() == Operation.DELETE) {
            return removed(change, before, inserted);
        }
        KeyEntry.Arrival arrival = created
                ? KeyEntry.Arrival.of(change.position().transaction(), before)
                : before == null ? null : before.arrival();
        if (!change.partial()) {
            return new KeyEntry(rows.as(change.row(), RowOperation.PUT), null, inserted, arrival);
        }
        RowKey origin = before == null ? null : before.origin();
        return new KeyEntry(onTopOf(before, change.row()), origin, inserted, arrival);
    }

    /** @param before the key's result before; null for whatever the table has */
    KeyEntry removed(Change change, KeyEntry before, boolean inserted) {
        return new KeyEntry(rows.as(change.row(), RowOperation.REMOVE), null, inserted, null);
    }

    /** What is done with the key's row in the end. */
    RowOperation last(KeyEntry entry) {
        return rows.operation(entry.row());
    }

    private byte[] onTopOf(KeyEntry before, byte[] partial) {
        if (!rows.keepsAny(partial)) {
            return rows.as(partial, RowOperation.PUT); // its key is all that it has
        }
        boolean nothing = before == null || rows.operation(before.row()) == RowOperation.REMOVE;
        return nothing ? rows.as(partial, RowOperation.PATCH) : rows.merge(before.row(), partial);
    }

    /**
     * The row goes on under another key. What comes next usually says all of it; but a large column that did not change
     * is only here, or in the table under the former key.
     */
    private void move(RowKey former, KeyEntry before, Change.Move move, long transaction) {
        RowKey origin = before != null && before.origin() != null ? before.origin() : former;
        byte[] row = onTopOf(before, move.row());
        boolean complete = rows.operation(row) == RowOperation.PUT;
        RowKey key = new RowKey(move.key());
        KeyEntry.Arrival arrival = new KeyEntry.Arrival(transaction, true, byKey.get(key));
        put(key, new KeyEntry(row, complete ? null : origin, true, arrival));
    }
}
