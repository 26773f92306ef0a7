package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Projections;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows of the source with columns that only the lake has: ours, together somewhere among the source's, and behind all those that the
 * source has no more. Not thread-safe.
 */
final class LiftedRows {

    private final List<Column> columns;
    private final int first;
    private final int fields;
    private final UnsafeRow from;
    private final UnsafeProjection projection;

    /** @param first ordinal of the first of ours */
    LiftedRows(RowShape source, RowShape lake, int first) {
        this.columns = source.columns();
        this.first = first;
        this.fields = lake.operations().size();
        this.from = new UnsafeRow(RowShape.LEAD + columns.size());
        this.projection = Projections.unsafe(lake.operations());
    }

    /** Columns of ours. @param kept a mark for each: whether it keeps what the table has */
    record Own(Object[] values, String kept) {

        static Own of(Object... values) {
            return new Own(values, "0".repeat(values.length));
        }
    }

    /** @param row null for none @return null then */
    byte[] row(byte[] row, Own own) {
        if (row == null) {
            return null;
        }
        from.pointTo(row, row.length);
        return row(
                own,
                from.isNullAt(1)
                        ? "0".repeat(columns.size())
                        : from.getUTF8String(1).toString(),
                '0');
    }

    /** A row of which all columns keep what the table has but these of the source's and some of ours. */
    byte[] rowThatKeepsOthers(byte[] row, List<String> given, Own own) {
        from.pointTo(row, row.length);
        StringBuilder kept = new StringBuilder();
        columns.forEach(c -> kept.append(given.contains(c.name()) ? '0' : '1'));
        return row(own, kept.toString(), '1');
    }

    /** @param other whether columns are kept that the source has no more */
    private byte[] row(Own own, String kept, char other) {
        int width = own.values().length;
        Object[] values = new Object[fields];
        for (int i = 0; i < columns.size(); i++) {
            int field = RowShape.LEAD + i;
            int to = i < first ? field : field + width;
            values[to] =
                    from.isNullAt(field) ? null : from.get(field, columns.get(i).type());
        }
        System.arraycopy(own.values(), 0, values, RowShape.LEAD + first, width);
        int others = fields - RowShape.LEAD - columns.size() - width;
        String marks = kept.substring(0, first)
                + own.kept()
                + kept.substring(first)
                + String.valueOf(other).repeat(others);
        boolean keeps = marks.indexOf('1') >= 0;
        values[0] = (keeps ? RowOperation.PATCH : RowOperation.PUT).code();
        values[1] = keeps ? UTF8String.fromString(marks) : null;
        return projection.apply(new GenericInternalRow(values)).copy().getBytes();
    }
}
