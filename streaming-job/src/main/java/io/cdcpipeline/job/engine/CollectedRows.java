package io.cdcpipeline.job.engine;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import scala.Option;

/** Brings rows to the driver as Spark has them inside, without an object for each value. */
final class CollectedRows {

    private CollectedRows() {}

    static InternalRow[] of(Dataset<Row> rows) {
        QueryExecution query = rows.queryExecution();
        return SQLExecution.withNewExecutionId(
                query, Option.empty(), () -> query.executedPlan().executeCollect());
    }
}
