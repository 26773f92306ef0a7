package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.StructType;

/** The result of a segment. */
record ClosedSegment(SegmentReport report, List<Block> blocks) {

    /** All rows that have not ended do so at that place; none comes. */
    static ClosedSegment ofEnd(SegmentId id, StructType columns, SegmentReport.End end, TableState after) {
        var none = new SegmentReport.Counts(0, 0, 0, 0);
        RowShape shape = RowShapes.of(columns);
        return new ClosedSegment(
                new SegmentReport(id, shape, false, true, false, new Evolution.None(), none, Set.of(), after, end),
                List.of());
    }

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
            RowOperation operation = segment.last(entry);
            if (append && !operation.comes()) {
                return;
            }
            byte[] row = segment.rows().as(entry.row(), operation);
            inserts += entry.inserted() && operation.comes() ? 1 : 0;
            if (operation == RowOperation.PATCH && entry.origin() != null) {
                moved.add(row);
                origins.add(entry.origin().bytes());
                return;
            }
            if (operation.keeps()) {
                segment.rows().addKept(row, kept);
            }
            plain.add(row);
        }

        ClosedSegment closed(TableState after) {
            Segment.Start start = segment.start();
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
                            after,
                            null),
                    Block.of(start.id(), plain, moved, origins));
        }
    }
}
