package io.cdcpipeline.job.engine;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Many operations, where Spark keeps them.
 *
 * @param count about how many; {@link Long#MAX_VALUE} when nobody knows
 */
public record DistributedOperations(StructType layout, JavaRDD<InternalRow> operations, long count)
        implements OperationSource {

    @Override
    public Dataset<Row> rows(SparkSession session) {
        return session.internalCreateDataFrame(operations.rdd(), layout, false);
    }
}
