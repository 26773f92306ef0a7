package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.state.TableState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of a table without a key that mirrors its source: how many copies of each row come and go. What comes and goes within the
 * segment is neither, in whatever order.
 */
final class CopiesSegment implements Segment {

    /** Beside its bytes, what a row costs in a map: entry, key, headers of arrays. */
    private static final int ROW_OVERHEAD = 150;

    private static final String TOO_FEW =
            "it lacked %d of the rows that the source took away or changed" + Repair.WAY_OUT;

    private final Start start;
    private final OperationRows rows;
    private final Map<RowKey, Long> copies = new LinkedHashMap<>();
    private long bytes;
    private long events;

    CopiesSegment(Start start) {
        this.start = start;
        this.rows = new OperationRows(start.shape());
    }

    /** Why nobody can tell from a change how many copies of which rows there are then; null when it tells. */
    static String untold(Change change) {
        if (change.operation() == Operation.READ) {
            return "a snapshot of the connector's does not tell whether a row comes twice";
        }
        if (change.position().log().ordinal() < 0) {
            return "an event of version 0.1 does not tell whether a change comes twice";
        }
        return change.before() != null || change.operation() == Operation.CREATE && !change.partial()
                ? null
                : "its REPLICA IDENTITY is not FULL, so that nothing tells which row is meant";
    }

    @Override
    public Start start() {
        return start;
    }

    @Override
    public void add(Change change) {
        byte[] after = change.partial() ? rows.merge(change.before(), change.row()) : change.row();
        events++;
        if (change.before() != null) {
            count(change.before(), -1);
        }
        if (after != null) {
            count(after, 1);
        }
    }

    private void count(byte[] row, int by) {
        RowKey key = new RowKey(row);
        long before = copies.getOrDefault(key, 0L);
        long after = before + by;
        bytes += (Math.abs(after) - Math.abs(before)) * row.length;
        if (after == 0) {
            copies.remove(key);
            bytes -= ROW_OVERHEAD;
        } else {
            copies.put(key, after);
            bytes += before == 0 ? ROW_OVERHEAD : 0;
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** No row of one is counted: {@link #untold}. */
    @Override
    public boolean snapshotOnly() {
        return false;
    }

    /** An empty table has nothing that could go. */
    @Override
    public String lacking() {
        long gone = isEmptyTarget() ? gone() : 0;
        return gone > 0 ? TOO_FEW.formatted(gone) : null;
    }

    private long gone() {
        return copies.values().stream().mapToLong(n -> Math.max(0, -n)).sum();
    }

    /** @param append needless: a row that is only added meets none */
    @Override
    public ClosedSegment close(TableState after, boolean append) {
        boolean adds = isEmptyTarget() || gone() == 0;
        List<byte[]> operations = new ArrayList<>();
        long added = 0;
        for (Map.Entry<RowKey, Long> entry : copies.entrySet()) {
            long n = entry.getValue();
            byte[] row = entry.getKey().bytes();
            if (n > 0) {
                added += n;
                operations.addAll(Collections.nCopies(Math.toIntExact(n), row));
            } else if (!adds) {
                operations.addAll(Collections.nCopies(Math.toIntExact(-n), rows.as(row, RowOperation.REMOVE)));
            }
        }
        var counts = new SegmentReport.Counts(events, operations.size(), 0, added);
        return new ClosedSegment(
                new SegmentReport(
                        start.id(),
                        start.shape(),
                        start.clear(),
                        false,
                        adds,
                        start.evolution(),
                        counts,
                        Set.of(),
                        after,
                        null),
                Block.of(start.id(), operations, null));
    }
}
