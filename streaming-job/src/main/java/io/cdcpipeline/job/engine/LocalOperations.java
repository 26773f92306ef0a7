package io.cdcpipeline.job.engine;

import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Few operations, in the driver's memory: Spark then plans with them as with literals, and starts no job to read them.
 *
 * @param rows unsafe rows in the layout of operations
 */
public record LocalOperations(RowShape shape, List<byte[]> rows) implements OperationSource {

    @Override
    public Dataset<Row> rows(SparkSession session) {
        StructType layout = shape.operations();
        List<InternalRow> internal = new ArrayList<>(rows.size());
        for (byte[] row : rows) {
            UnsafeRow unsafe = new UnsafeRow(layout.size());
            unsafe.pointTo(row, row.length);
            internal.add(unsafe);
        }
        List<Attribute> attributes = new ArrayList<>(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(layout)));
        return Dataset.ofRows(
                session,
                new LocalRelation(
                        JavaConverters.asScalaBuffer(attributes).toSeq(),
                        JavaConverters.asScalaBuffer(internal).toSeq(),
                        false));
    }

    @Override
    public long count() {
        return rows.size();
    }
}
