package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.state.TableState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Of a table that has each version of each row: what is valid ends where the next change of its key stands, and another version begins. */
final class HistorySegment implements Segment {

    /** Beside its bytes, what a version costs. */
    private static final int ROW_OVERHEAD = 300;

    private final Start start;
    private final OperationRows rows;
    private final Map<RowKey, Versions> byKey = new LinkedHashMap<>();
    private boolean snapshotOnly = true;
    private long bytes;
    private long events;

    HistorySegment(Start start) {
        this.start = start;
        this.rows = new OperationRows(start.source());
    }

    @Override
    public Start start() {
        return start;
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
    public void add(Change change) {
        events++;
        snapshotOnly &= change.isOfSnapshot();
        RowKey key = new RowKey(change.key());
        if (change.move() != null && key.equals(new RowKey(change.move().key()))) {
            return; // the key became an equal one, -0 for 0: the row stays, and what comes next is an update of it
        }
        Versions versions = of(key, change.row());
        KeyOccupancy.Row meant = versions.meant(change, rows);
        if (change.move() != null) {
            move(key, versions.before(meant), change);
        }
        if (meant == KeyOccupancy.Row.ARRIVED) {
            versions.restore();
        } else if (meant == KeyOccupancy.Row.ONLY) {
            follow(key, versions, change);
        }
    }

    private Versions of(RowKey key, byte[] row) {
        return byKey.computeIfAbsent(key, k -> {
            bytes += key.bytes().length + row.length + ROW_OVERHEAD;
            return new Versions(row, !isEmptyTarget());
        });
    }

    private void follow(RowKey key, Versions versions, Change change) {
        SegmentReport.End at = SegmentReport.End.of(start.epoch(), change.position());
        if (change.operation() == Operation.DELETE) {
            versions.end(at);
            return;
        }
        bytes += change.row().length + ROW_OVERHEAD;
        Versions.Open next = next(key, versions.open(), change);
        long transaction = change.position().transaction();
        if (change.operation() == Operation.UPDATE) {
            versions.begin(next, null);
        } else if (change.position().log().equals(start.began().half())) {
            versions.goOn(next, new Versions.Arrival(transaction, false));
        } else {
            versions.begin(next, new Versions.Arrival(transaction, false));
        }
    }

    /** @param before the version that has begun here; null for none */
    private Versions.Open next(RowKey key, Versions.Open before, Change change) {
        SegmentReport.End at = SegmentReport.End.of(start.epoch(), change.position());
        if (!change.partial()) {
            return new Versions.Open(rows.as(change.row(), RowOperation.PUT), null, at);
        }
        byte[] row = onTopOf(before, change.row());
        RowKey origin = before != null && before.origin() != null ? before.origin() : key;
        return new Versions.Open(row, rows.keepsAny(row) ? origin : null, at);
    }

    private byte[] onTopOf(Versions.Open before, byte[] partial) {
        if (!rows.keepsAny(partial)) {
            return rows.as(partial, RowOperation.PUT); // its key is all that it has
        }
        return before == null ? rows.as(partial, RowOperation.PATCH) : rows.merge(before.row(), partial);
    }

    /** What comes next usually says all of the row; but a large column that did not change is only here, or under the former key. */
    private void move(RowKey former, Versions.Open before, Change change) {
        Change.Move move = change.move();
        byte[] row = onTopOf(before, move.row());
        RowKey origin = before != null && before.origin() != null ? before.origin() : former;
        bytes += row.length + ROW_OVERHEAD;
        of(new RowKey(move.key()), move.row())
                .begin(
                        new Versions.Open(
                                row,
                                rows.keepsAny(row) ? origin : null,
                                SegmentReport.End.of(start.epoch(), change.position())),
                        new Versions.Arrival(change.position().transaction(), true));
    }

    /** @param append needless: what ends is not known to be new */
    @Override
    public ClosedSegment close(TableState after, boolean append) {
        VersionRows made = new VersionRows(start);
        byKey.forEach(made::add);
        return made.closed(events, after);
    }
}
