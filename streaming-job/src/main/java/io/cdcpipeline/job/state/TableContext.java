package io.cdcpipeline.job.state;

import io.cdcpipeline.job.lake.TableId;
import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/**
 * What a task must know of a table before it can decide about the table's changes.
 *
 * @param columns null when the table does not exist yet
 * @param version of the Delta table, up to which all of its commits are known; -1 when it does not exist yet
 * @param heldBack whether the table's changes are left in Kafka, because it is behind or has failed
 */
public record TableContext(TableId table, StructType columns, long version, TableState state, boolean heldBack)
        implements Serializable {

    /** Of a table that is not there. */
    public static TableContext absent(TableId table) {
        return new TableContext(table, null, -1, TableState.FRESH, false);
    }

    public boolean exists() {
        return columns != null;
    }

    public TableContext with(TableState other) {
        return new TableContext(table, columns, version, other, heldBack);
    }

    public TableContext heldBack(boolean held) {
        return new TableContext(table, columns, version, state, held);
    }
}
