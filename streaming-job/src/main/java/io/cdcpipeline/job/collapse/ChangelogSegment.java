package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Of a table that has each change: a row for each, in their order. */
final class ChangelogSegment implements Segment {

    /** Beside its bytes, what a row costs in a list. */
    private static final int ROW_OVERHEAD = 24;

    private final Start start;
    private final List<byte[]> told = new ArrayList<>();
    private ChangelogRows rows;
    private boolean emptied;
    private long bytes;
    private long events;

    ChangelogSegment(Start start) {
        this.start = start;
    }

    private ChangelogRows rows() {
        if (rows == null) {
            rows = new ChangelogRows(start.source(), start.shape());
        }
        return rows;
    }

    @Override
    public Start start() {
        return start;
    }

    @Override
    public void add(Change change) {
        events++;
        emptied |= change.operation() == Operation.TRUNCATE;
        tell(rows().row(change, start.epoch()));
    }

    @Override
    public void empty(Change first) {
        emptied = true;
        tell(rows().emptied(first, start.epoch()));
    }

    private void tell(byte[] row) {
        told.add(row);
        bytes += row.length + ROW_OVERHEAD;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public boolean snapshotOnly() {
        return false;
    }

    /** @param append needless: rows are only added */
    @Override
    public ClosedSegment close(TableState after, boolean append) {
        RowShape shape = start.shape();
        var counts = new SegmentReport.Counts(events, told.size(), 0, told.size());
        return new ClosedSegment(
                new SegmentReport(
                        start.id(), shape, false, emptied, true, start.evolution(), counts, Set.of(), after, null),
                Block.of(start.id(), told, null));
    }
}
