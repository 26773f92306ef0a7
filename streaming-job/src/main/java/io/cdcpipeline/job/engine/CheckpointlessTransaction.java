package io.cdcpipeline.job.engine;

import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * A transaction of Delta's whose commit does not wait for a checkpoint of the table's log, nor for the state of the whole table, which Delta
 * reads for its own log of such a commit: {@link LogCheckpoints} has it written beside the commits.
 */
final class CheckpointlessTransaction extends OptimisticTransaction {

    /** @param snapshot the version that is built upon */
    CheckpointlessTransaction(Snapshot snapshot) {
        super(snapshot.deltaLog(), Option.empty(), snapshot);
    }

    @Override
    public void setNeedsCheckpoint(long committed, Snapshot after) {
        needsCheckpoint_$eq(false);
    }
}
