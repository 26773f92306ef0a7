package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collapses a table's changes, one row for each key, until something cuts it off. Not thread-safe. */
final class Segment {

    private static final int BLOCK_ROWS = 4096;

    /** Beside its bytes, what a row costs in a map: entry, key, headers of arrays. */
    private static final int ROW_OVERHEAD = 120;

    /**
     * How a segment begins.
     *
     * @param evolution what the table needs first
     * @param clear whether the table is emptied first
     * @param empty whether the table is known to have no row when this segment is applied
     */
    record Start(TableId table, int index, RowShape shape, Evolution evolution, boolean clear, boolean empty) {}

    private final Start start;
    private final boolean empty;
    private final OperationRows rows;
    private final Map<RowKey, byte[]> byKey = new LinkedHashMap<>();
    private boolean snapshotOnly = true;
    private long bytes;
    private long events;

    Segment(Start start) {
        this.start = start;
        this.empty = start.empty() || start.clear();
        this.rows = new OperationRows(start.shape());
    }

    RowShape shape() {
        return start.shape();
    }

    boolean isEmptyTarget() {
        return empty;
    }

    boolean snapshotOnly() {
        return snapshotOnly;
    }

    /** An estimate of the memory that it holds. */
    long bytes() {
        return bytes;
    }

    boolean hasRows() {
        return !byKey.isEmpty();
    }

    void add(Change change) {
        events++;
        snapshotOnly &=
                change.operation() == Operation.READ && change.position().snapshot();
        RowKey key = new RowKey(change.key());
        byte[] before = byKey.get(key);
        byte[] row = operation(change, before);
        byKey.put(key, row);
        bytes += row.length - (before == null ? -key.bytes().length - ROW_OVERHEAD : before.length);
    }

    private byte[] operation(Change change, byte[] before) {
        if (change.operation() == Operation.DELETE) {
            return rows.as(change.row(), RowOperation.REMOVE);
        }
        if (!change.partial()) {
            return rows.as(change.row(), RowOperation.PUT);
        }
        return before == null || RowOperation.of(rows.operation(before)) == RowOperation.REMOVE
                ? rows.as(change.row(), RowOperation.PATCH)
                : rows.merge(before, change.row());
    }

    /** @param append whether the rows are known to be new to the table */
    Closed close(TableState after, boolean append, String failure) {
        boolean plain = empty || append;
        List<byte[]> left = new ArrayList<>(byKey.size());
        Set<Integer> kept = new TreeSet<>();
        for (byte[] row : byKey.values()) {
            RowOperation operation = RowOperation.of(rows.operation(row));
            if (operation == RowOperation.PATCH) {
                addKept(rows.kept(row), kept);
            }
            if (!plain || operation != RowOperation.REMOVE) {
                left.add(row);
            }
        }
        SegmentReport report = new SegmentReport(
                start.table(),
                start.index(),
                start.shape(),
                start.clear(),
                plain,
                start.evolution(),
                left.size(),
                events,
                kept,
                after,
                failure);
        return new Closed(report, blocks(left));
    }

    private List<Block> blocks(List<byte[]> left) {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < left.size(); from += BLOCK_ROWS) {
            List<byte[]> some = left.subList(from, Math.min(from + BLOCK_ROWS, left.size()));
            blocks.add(new Block(start.table(), start.index(), some.toArray(byte[][]::new)));
        }
        return blocks;
    }

    private static void addKept(String marks, Set<Integer> kept) {
        for (int i = 0; i < marks.length(); i++) {
            if (marks.charAt(i) == '1') {
                kept.add(i);
            }
        }
    }

    record Closed(SegmentReport report, List<Block> blocks) {}
}
