package io.cdcpipeline.job.collapse;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Rows that a fill reads, as rows of the lake's table.
 *
 * @param made a row's bytes out of those that were read
 * @param fields of a row of the lake's
 */
record MadeRows(Iterator<InternalRow> read, UnaryOperator<byte[]> made, int fields) implements Iterator<InternalRow> {

    @Override
    public boolean hasNext() {
        return read.hasNext();
    }

    @Override
    public InternalRow next() {
        byte[] bytes = made.apply(((UnsafeRow) read.next()).getBytes());
        UnsafeRow row = new UnsafeRow(fields);
        row.pointTo(bytes, bytes.length);
        return row;
    }
}
