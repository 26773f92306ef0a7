package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.state.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The result of a segment. */
record ClosedSegment(SegmentReport report, List<Block> blocks) {

    /** @param append whether the rows are known to be new to the table */
    static ClosedSegment of(MirrorSegment segment, TableState after, boolean append) {
        Gathering gathering = new Gathering(segment, append || segment.isEmptyTarget());
        segment.entries().values().forEach(gathering::add);
        return gathering.closed(after);
    }

    private static final class Gathering {

        private final MirrorSegment segment;
        private final boolean append;
        private final List<byte[]> plain = new ArrayList<>();
        private final List<byte[]> moved = new ArrayList<>();
        private final List<byte[]> origins = new ArrayList<>();
        private final Set<Integer> kept = new TreeSet<>();
        private long inserts;

        Gathering(MirrorSegment segment, boolean append) {
            this.segment = segment;
            this.append = append;
        }

        void add(KeyEntry entry) {
            RowOperation operation = segment.rows().operation(entry.row());
            boolean removes = operation == RowOperation.REMOVE;
            if (append && removes) {
                return;
            }
            inserts += entry.inserted() && !removes ? 1 : 0;
            if (operation == RowOperation.PATCH && entry.origin() != null) {
                moved.add(entry.row());
                origins.add(entry.origin().bytes());
                return;
            }
            if (operation == RowOperation.PATCH) {
                addKept(segment.rows().kept(entry.row()));
            }
            plain.add(entry.row());
        }

        private void addKept(String marks) {
            for (int i = 0; i < marks.length(); i++) {
                if (marks.charAt(i) == '1') {
                    kept.add(i);
                }
            }
        }

        ClosedSegment closed(TableState after) {
            Segment.Start start = segment.start();
            List<Block> blocks = new ArrayList<>(Block.of(start.id(), plain, null));
            blocks.addAll(Block.of(start.id(), moved, origins));
            var counts = new SegmentReport.Counts(segment.events(), plain.size() + moved.size(), moved.size(), inserts);
            return new ClosedSegment(
                    new SegmentReport(
                            start.id(),
                            start.shape(),
                            start.clear(),
                            false,
                            append,
                            start.evolution(),
                            counts,
                            kept,
                            after),
                    blocks);
        }
    }
}
