package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Few operations, in the driver's memory: Spark then plans with them as with literals, and starts no job to read them.
 */
public record LocalOperations(StructType layout, List<InternalRow> operations) implements OperationSource {

    public static LocalOperations none(StructType layout) {
        return new LocalOperations(layout, List.of());
    }

    @Override
    public Dataset<Row> rows(SparkSession session) {
        List<Attribute> attributes = new ArrayList<>(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(layout)));
        return Dataset.ofRows(
                session,
                new LocalRelation(
                        JavaConverters.asScalaBuffer(attributes).toSeq(),
                        JavaConverters.asScalaBuffer(operations).toSeq(),
                        false));
    }
}
