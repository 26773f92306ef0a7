package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.schema.RowShape;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

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
        int fields = log.operations().size();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public InternalRow next() {
                byte[] bytes = made.read(rows.next(), view);
                UnsafeRow row = new UnsafeRow(fields);
                row.pointTo(bytes, bytes.length);
                return row;
            }
        };
    }
}
