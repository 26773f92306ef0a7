package io.cdcpipeline.job.engine;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Row operations, wherever they are. Reading them again gives the same rows. */
public sealed interface OperationSource permits LocalOperations, DistributedOperations {

    Dataset<Row> rows(SparkSession session);
}
