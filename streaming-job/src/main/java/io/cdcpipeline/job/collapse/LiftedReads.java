package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.schema.RowShape;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Makes the rows that a fill reads into those of a table that keeps what has ended: an executor's part.
 *
 * @param source what is read
 * @param lake what becomes of it
 * @param at where the rows were read
 */
public record LiftedReads(ModeRules mode, RowShape source, RowShape lake, SegmentReport.End at)
        implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
        UnaryOperator<byte[]> made = mode.reads(this);
        int fields = lake.operations().size();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public InternalRow next() {
                byte[] bytes = made.apply(((UnsafeRow) rows.next()).getBytes());
                UnsafeRow row = new UnsafeRow(fields);
                row.pointTo(bytes, bytes.length);
                return row;
            }
        };
    }
}
