package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;

/** Many operations, which Spark keeps; none keeps a value. Only the hashes of their keys come to the driver. */
record DistributedIndexedRows(SparkSession session, DistributedOperations operations, OperationKeys keys)
        implements IndexedRows {

    @Override
    public boolean inOrder() {
        return false;
    }

    @Override
    public Dataset<Row> puts(Snapshot snapshot, TableIndex index, FoundRows found) {
        String operation = Names.quoted(operations.layout().apply(0).name());
        return operations.rows(session).where(col(operation).notEqual(RowOperation.REMOVE.code()));
    }
}
