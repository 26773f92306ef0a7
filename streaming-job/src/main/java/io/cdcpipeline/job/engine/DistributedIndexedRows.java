package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.FileAction;

/** Many operations, which Spark keeps; none keeps a value. Only the hashes of their keys come to the driver. */
record DistributedIndexedRows(SparkSession session, DistributedOperations operations, OperationKeys keys)
        implements IndexedRows {

    @Override
    public boolean inOrder() {
        return false;
    }

    @Override
    public List<FileAction> write(OptimisticTransaction transaction, TableIndex index, FoundRows found) {
        if (found.counts().inserted() + found.counts().updated() == 0) {
            return List.of();
        }
        String operation = Names.quoted(operations.layout().apply(0).name());
        return NewFiles.bySpark(
                transaction, operations.rows(session).where(col(operation).notEqual(RowOperation.REMOVE.code())));
    }
}
