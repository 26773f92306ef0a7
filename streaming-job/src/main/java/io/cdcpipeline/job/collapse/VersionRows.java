package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What versions are to an engine: to end is to move from a key that ends nowhere to one that ends somewhere. Not thread-safe. */
final class VersionRows {

    private final Segment.Start start;
    private final OperationRows rows;
    private final LiftedRows lifted;
    private final StructType key;
    private final UnsafeProjection origin;
    private final List<byte[]> plain = new ArrayList<>();
    private final List<byte[]> moved = new ArrayList<>();
    private final List<byte[]> origins = new ArrayList<>();
    private final Set<Integer> kept = new TreeSet<>();

    VersionRows(Segment.Start start) {
        RowShape shape = start.shape();
        StructType columns = shape.table();
        this.start = start;
        this.rows = new OperationRows(shape);
        this.lifted = new LiftedRows(start.source(), shape, 0);
        this.key = new StructType(shape.key().stream().map(columns::apply).toArray(StructField[]::new));
        this.origin = Projections.unsafe(key);
    }

    void add(RowKey key, Versions versions) {
        List<String> names = start.source().key();
        if (versions.tableEnd() != null) {
            byte[] end = lifted.rowThatKeepsOthers(versions.keyed(), names, HistoryShape.validTo(versions.tableEnd()));
            move(rows.as(end, RowOperation.REVISE), key);
        }
        for (Versions.Ended one : versions.ended()) {
            byte[] row = lifted.row(
                    one.version().row(), HistoryShape.valid(one.version().from(), one.to()));
            put(row, one.version().origin(), null);
        }
        if (versions.open() != null) {
            Versions.Open open = versions.open();
            put(lifted.row(open.row(), HistoryShape.valid(open.from(), null)), open.origin(), key);
        } else if (versions.tableEnd() != null) {
            byte[] gone = lifted.rowThatKeepsOthers(versions.keyed(), names, HistoryShape.validTo(null));
            plain.add(rows.as(gone, RowOperation.REMOVE));
        }
    }

    /**
     * @param from the key that has what the row keeps; null where it keeps nothing
     * @param own the key whose version in the table the row takes the place of; null for none
     */
    private void put(byte[] row, RowKey from, RowKey own) {
        if (from == null) {
            plain.add(row);
        } else if (from.equals(own)) {
            rows.addKept(row, kept);
            plain.add(row);
        } else {
            move(row, from);
        }
    }

    private void move(byte[] row, RowKey from) {
        moved.add(row);
        origins.add(open(from));
    }

    /** The key of the version that is valid. */
    private byte[] open(RowKey row) {
        int fields = key.size() - HistoryShape.PLACES;
        UnsafeRow values = new UnsafeRow(fields);
        values.pointTo(row.bytes(), row.bytes().length);
        Object[] all = new Object[key.size()];
        for (int i = 0; i < fields; i++) {
            all[i] = values.isNullAt(i) ? null : values.get(i, key.apply(i).dataType());
        }
        return origin.apply(new GenericInternalRow(all)).copy().getBytes();
    }

    ClosedSegment closed(long events, TableState after) {
        int all = plain.size() + moved.size();
        boolean append = (start.empty() || start.clear()) && moved.isEmpty();
        return new ClosedSegment(
                new SegmentReport(
                        start.id(),
                        start.shape(),
                        start.clear(),
                        false,
                        append,
                        start.evolution(),
                        new SegmentReport.Counts(events, all, moved.size(), all),
                        kept,
                        after,
                        null),
                Block.of(start.id(), plain, moved, origins));
    }
}
