package io.cdcpipeline.connect;

import io.cdcpipeline.contract.columns.ColumnMask;
import java.util.List;

/**
 * A table as the last Relation message has it.
 *
 * @param table its name between quotes, as Debezium's messages have it
 * @param columns in the log's order
 * @param composite whether values of some have fields
 */
record Relation(String table, List<Field> columns, boolean composite) {

    Relation(String table, List<Field> columns) {
        this(table, columns, columns.stream().anyMatch(Field::isComposite));
    }

    /**
     * A column.
     *
     * @param name under which Debezium knows it; null for one that is left out
     * @param mask what becomes of its values; null for nothing
     * @param composite how many fields its composites have; 0 for a column that has none
     */
    record Field(String name, ColumnMask mask, int composite) {

        static final Field LEFT_OUT = new Field(null, null, 0);

        boolean isComposite() {
            return composite > 0 && mask == null;
        }
    }
}
