package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.schema.RowShape;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Makes the rows that a fill reads into those of a changelog: an executor's part.
 *
 * @param source what is read
 * @param log what becomes of it
 */
public record ChangelogReads(RowShape source, RowShape log, View view)
        implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    /**
     * Of the source, as the rows were.
     *
     * @param epoch of the changes that follow
     * @param lsn where its log was
     * @param timeMicros when that was, since 1970
     */
    public record View(long epoch, long lsn, long timeMicros) implements Serializable {}

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
        ChangelogRows made = new ChangelogRows(source, log);
        return new MadeRows(rows, row -> made.read(row, view), log.operations().size());
    }
}
