package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.FileAction;

/**
 * Few operations, in the driver.
 *
 * @param kept ordinals of the columns of which some operation keeps the table's value
 */
record LocalIndexedRows(SparkSession session, LocalOperations operations, Set<Integer> kept, OperationKeys keys)
        implements IndexedRows {

    @Override
    public boolean inOrder() {
        return true;
    }

    @Override
    public List<FileAction> write(OptimisticTransaction transaction, TableIndex index, FoundRows found) {
        List<InternalRow> puts = puts(transaction.snapshot(), index, found);
        return puts.isEmpty()
                ? List.of()
                : index.writes().write(session, transaction, new LocalOperations(operations.layout(), puts));
    }

    private List<InternalRow> puts(Snapshot snapshot, TableIndex index, FoundRows found) {
        KeptValues values = new KeptValues(index, operations.layout(), kept);
        values.read(snapshot, patched(found));
        List<InternalRow> puts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            InternalRow row = operations.operations().get(i);
            if (patches(i, found)) {
                puts.add(values.completed(row, found.rows()[i]));
            } else if (keys.operation(i).comes()) {
                puts.add(row);
            }
        }
        return puts;
    }

    private Set<Long> patched(FoundRows found) {
        Set<Long> places = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            if (patches(i, found)) {
                places.add(found.rows()[i]);
            }
        }
        return places;
    }

    /** One whose row is not there comes with what is known of it. */
    private boolean patches(int operation, FoundRows found) {
        return keys.operation(operation).keeps() && found.has(operation);
    }
}
