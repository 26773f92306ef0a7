package io.cdcpipeline.connect;

import io.cdcpipeline.contract.columns.ColumnMask;
import java.util.List;

/**
 * A table as the last Relation message has it.
 *
 * @param table its name between quotes, as Debezium's messages have it
 * @param columns in the log's order
 */
record Relation(String table, List<Field> columns) {

    /**
     * A column.
     *
     * @param name under which Debezium knows it; null for one that is left out
     * @param mask what becomes of its values; null for nothing
     */
    record Field(String name, ColumnMask mask) {

        static final Field LEFT_OUT = new Field(null, null);
    }
}
