package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.schema.RowShape;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Many operations, where Spark keeps them.
 *
 * @param blocks unsafe rows in the layout of operations, some in each element
 */
public record DistributedOperations(RowShape shape, JavaRDD<byte[][]> blocks, long count) implements OperationSource {

    @Override
    public Dataset<Row> rows(SparkSession session) {
        int fields = shape.operations().size();
        JavaRDD<InternalRow> rows = blocks.flatMap(block -> read(block, fields));
        return session.internalCreateDataFrame(rows.rdd(), shape.operations(), false);
    }

    private static Iterator<InternalRow> read(byte[][] block, int fields) {
        return Arrays.stream(block)
                .map(bytes -> {
                    UnsafeRow row = new UnsafeRow(fields);
                    row.pointTo(bytes, bytes.length);
                    return (InternalRow) row;
                })
                .iterator();
    }
}
