package io.cdcpipeline.job.engine;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.FileAction;

/** The row operations of one commit, as far as an index needs to know them, and their way into files. */
sealed interface IndexedRows permits LocalIndexedRows, DistributedIndexedRows {

    static IndexedRows of(SparkSession session, TableCommit.Rows rows, KeyHash hash) {
        if (rows.operations() instanceof LocalOperations local) {
            return new LocalIndexedRows(session, local, rows.kept(), OperationKeys.of(local, hash));
        }
        DistributedOperations many = (DistributedOperations) rows.operations();
        return new DistributedIndexedRows(session, many, OperationKeys.of(session, many, hash));
    }

    OperationKeys keys();

    /** Whether files take the rows in the order of {@link #keys}, as far as it is the writer's. */
    boolean inOrder();

    /** Puts all rows that are there after the commit into files. */
    List<FileAction> write(OptimisticTransaction transaction, TableIndex index, FoundRows found);
}
