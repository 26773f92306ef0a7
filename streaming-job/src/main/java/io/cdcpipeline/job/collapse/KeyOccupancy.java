package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.RowOperation;

/**
 * Which row a change means when two have the same key: where the key is DEFERRABLE, {@code UPDATE t SET id = id + 1} puts
 * a row on the key of another one that leaves it later in the transaction. Such a table has replica identity FULL, since
 * PostgreSQL takes a deferrable key for no identity; so the row as it was before the change tells.
 */
final class KeyOccupancy {

    private final OperationRows rows;

    KeyOccupancy(OperationRows rows) {
        this.rows = rows;
    }

    enum Row {
        /** The key's only one. */
        ONLY,
        /** The one that has come to the key in this transaction. */
        ARRIVED,
        /** The one that was there before it. */
        OTHER
    }

    /** @param entry the key's result before the change; null for whatever the table has */
    Row of(Change change, KeyEntry entry) {
        boolean leavesOrStays = change.operation() == Operation.DELETE || change.operation() == Operation.UPDATE;
        if (!leavesOrStays || change.before() == null || entry == null || !mayBeTwo(change, entry)) {
            return Row.ONLY;
        }
        if (!rows.sameColumns(entry.row(), change.before())) {
            return Row.OTHER;
        }
        return change.operation() == Operation.DELETE && entry.arrival().moved() ? Row.ARRIVED : Row.ONLY;
    }

    private boolean mayBeTwo(Change change, KeyEntry entry) {
        KeyEntry.Arrival arrival = entry.arrival();
        return arrival != null
                && arrival.transaction() == change.position().transaction()
                && rows.operation(entry.row()) == RowOperation.PUT
                && (arrival.under() == null || rows.operation(arrival.under().row()) != RowOperation.REMOVE);
    }
}
