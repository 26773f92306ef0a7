package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Makes the rows of a changelog. Not thread-safe. */
final class ChangelogRows {

    private final RowShape source;
    private final OperationRows rows;
    private final int fields;
    private final UnsafeProjection projection;

    ChangelogRows(RowShape source, RowShape log) {
        this.source = source;
        this.rows = new OperationRows(source);
        this.fields = log.operations().size();
        this.projection = Projections.unsafe(log.operations());
    }

    /** A large value that did not change is the one of the row before, where the source tells that. */
    byte[] row(Change change, long epoch) {
        boolean told = change.partial() && change.before() != null && change.row() != null;
        byte[] after = told ? rows.merge(change.before(), change.row()) : change.row();
        Object[] values = new Object[fields];
        lead(values, word(change.operation()), epoch);
        place(values, change.position().log());
        values[RowShape.LEAD + 5] = positive(change.position().transaction());
        values[RowShape.LEAD + 6] = change.position().timeMicros();
        copy(after, values, ChangelogShape.LEADING);
        copy(change.before(), values, ChangelogShape.LEADING + source.columns().size());
        values[RowShape.LEAD + 7] = after == null || !change.partial() ? null : unchanged(after);
        return bytes(values);
    }

    /** All rows of the source's table went, at that place but before its change. */
    byte[] emptied(Change first, long epoch) {
        Object[] values = new Object[fields];
        lead(values, word(Operation.TRUNCATE), epoch);
        place(values, first.position().log());
        values[RowShape.LEAD + 4] = null;
        values[RowShape.LEAD + 6] = first.position().timeMicros();
        return bytes(values);
    }

    /** A row that a fill has read: it comes before all changes of its epoch. */
    byte[] read(byte[] row, ChangelogReads.View view) {
        Object[] values = new Object[fields];
        lead(values, word(Operation.READ), view.epoch());
        values[RowShape.LEAD + 2] = 0L;
        values[RowShape.LEAD + 3] = view.lsn();
        values[RowShape.LEAD + 6] = view.timeMicros();
        copy(row, values, ChangelogShape.LEADING);
        return bytes(values);
    }

    private static void lead(Object[] values, String operation, long epoch) {
        values[0] = RowOperation.PUT.code();
        values[RowShape.LEAD] = UTF8String.fromString(operation);
        values[RowShape.LEAD + 1] = epoch;
    }

    private static void place(Object[] values, LogPosition at) {
        values[RowShape.LEAD + 2] = at.major();
        values[RowShape.LEAD + 3] = at.minor();
        values[RowShape.LEAD + 4] = at.ordinal() < 0 ? null : at.ordinal();
    }

    private static Long positive(long number) {
        return number == 0 ? null : Long.valueOf(number);
    }

    private static String word(Operation operation) {
        return switch (operation) {
            case READ -> "read";
            case CREATE -> "insert";
            case UPDATE -> "update";
            case DELETE -> "delete";
            case TRUNCATE -> "truncate";
        };
    }

    /** @param row null for one that is not told */
    private void copy(byte[] row, Object[] values, int to) {
        if (row == null) {
            return;
        }
        List<Column> columns = source.columns();
        UnsafeRow from = new UnsafeRow(RowShape.LEAD + columns.size());
        from.pointTo(row, row.length);
        for (int i = 0; i < columns.size(); i++) {
            int field = RowShape.LEAD + i;
            values[field + to] =
                    from.isNullAt(field) ? null : from.get(field, columns.get(i).type());
        }
    }

    private GenericArrayData unchanged(byte[] row) {
        UnsafeRow from = new UnsafeRow(RowShape.LEAD + source.columns().size());
        from.pointTo(row, row.length);
        if (from.isNullAt(1)) {
            return null;
        }
        String kept = from.getUTF8String(1).toString();
        List<UTF8String> names = new ArrayList<>();
        for (int i = 0; i < kept.length(); i++) {
            if (kept.charAt(i) == '1') {
                names.add(UTF8String.fromString(source.columns().get(i).name()));
            }
        }
        return names.isEmpty() ? null : new GenericArrayData(names.toArray());
    }

    private byte[] bytes(Object[] values) {
        return projection.apply(new GenericInternalRow(values)).copy().getBytes();
    }
}
