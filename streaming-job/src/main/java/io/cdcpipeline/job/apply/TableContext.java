package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/**
 * What a task must know of a table before it can decide about the table's changes.
 *
 * @param columns null when the table does not exist yet
 */
record TableContext(TableId table, StructType columns, TableState state) implements Serializable {

    boolean exists() {
        return columns != null;
    }
}
