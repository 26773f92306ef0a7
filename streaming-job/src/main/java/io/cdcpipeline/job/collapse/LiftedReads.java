package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.schema.RowShape;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

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
        return new MadeRows(rows, mode.reads(this), lake.operations().size());
    }
}
