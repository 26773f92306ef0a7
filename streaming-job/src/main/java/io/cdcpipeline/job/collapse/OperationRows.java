package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Works on rows in the layout of operations of one shape. Not thread-safe. */
final class OperationRows {

    private final StructType layout;
    private final UnsafeRow earlier;
    private final UnsafeRow later;
    private UnsafeProjection projection;

    OperationRows(RowShape shape) {
        this.layout = shape.operations();
        this.earlier = new UnsafeRow(layout.size());
        this.later = new UnsafeRow(layout.size());
    }

    /** Sets the operation in the row itself. */
    byte[] as(byte[] row, RowOperation operation) {
        later.pointTo(row, row.length);
        later.setByte(0, operation.code());
        return row;
    }

    RowOperation operation(byte[] row) {
        later.pointTo(row, row.length);
        return RowOperation.of(later.getByte(0));
    }

    boolean keepsAny(byte[] row) {
        later.pointTo(row, row.length);
        return !later.isNullAt(1);
    }

    /** Adds the ordinals of the columns that it keeps. @param row one that keeps columns */
    void addKept(byte[] row, Set<Integer> ordinals) {
        String marks = kept(row);
        for (int i = 0; i < marks.length(); i++) {
            if (marks.charAt(i) == '1') {
                ordinals.add(i);
            }
        }
    }

    /** @param row one that keeps columns */
    String kept(byte[] row) {
        later.pointTo(row, row.length);
        return later.getUTF8String(1).toString();
    }

    /**
     * A change that leaves some columns as they are, on top of an earlier one of the same key: what the earlier one
     * has for those columns goes into the row.
     */
    byte[] merge(byte[] before, byte[] change) {
        earlier.pointTo(before, before.length);
        later.pointTo(change, change.length);
        byte[] kept = later.getUTF8String(1).getBytes();
        byte[] earlierKept =
                earlier.isNullAt(1) ? null : earlier.getUTF8String(1).getBytes();
        Object[] values = new Object[layout.size()];
        boolean anyKept = false;
        for (int i = RowShape.LEAD; i < values.length; i++) {
            int column = i - RowShape.LEAD;
            UnsafeRow from = kept[column] == '1' ? earlier : later;
            values[i] = from.isNullAt(i) ? null : from.get(i, layout.fields()[i].dataType());
            if (kept[column] == '1' && (earlierKept == null || earlierKept[column] != '1')) {
                kept[column] = '0';
            }
            anyKept |= kept[column] == '1';
        }
        values[0] = (anyKept ? RowOperation.PATCH : RowOperation.PUT).code();
        values[1] = anyKept ? UTF8String.fromBytes(kept) : null;
        return project(values);
    }

    /** Whether all columns have the same values, whatever the operations are. */
    boolean sameColumns(byte[] one, byte[] other) {
        return Arrays.equals(columns(one), columns(other));
    }

    private byte[] columns(byte[] row) {
        later.pointTo(row, row.length);
        Object[] values = new Object[layout.size()];
        for (int i = RowShape.LEAD; i < values.length; i++) {
            values[i] = later.isNullAt(i) ? null : later.get(i, layout.fields()[i].dataType());
        }
        values[0] = RowOperation.PUT.code();
        return project(values);
    }

    private byte[] project(Object[] values) {
        if (projection == null) {
            projection = Projections.unsafe(layout);
        }
        return projection.apply(new GenericInternalRow(values)).copy().getBytes();
    }
}
