package io.cdcpipeline.job.engine;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Row operations, wherever they are. Reading them again gives the same rows. */
@FunctionalInterface
public interface OperationSource {

    /** In the layout of {@link io.cdcpipeline.job.schema.RowShape#operations()}. */
    Dataset<Row> rows(SparkSession session);

    /** Of few rows, in the driver's memory: the engine may look at them without a Spark job. */
    default boolean isLocal() {
        return false;
    }
}
