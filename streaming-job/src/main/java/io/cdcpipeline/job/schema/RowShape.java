package io.cdcpipeline.job.schema;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table at one time of its life, and the ones that are its key.
 *
 * <p>Rows travel from the decoder to the engine in the {@link #operations() layout of operations}: which operation,
 * which columns keep their value, then the columns themselves.
 *
 * @param key names of the key's columns, in the key's order; empty for a table without one
 */
public record RowShape(List<Column> columns, List<String> key) implements Serializable {

    /** Holds the {@code code} of the operation. */
    public static final String OPERATION = "__cdc_operation";

    /** One character for each column, {@code 1}: it keeps the value that it has in the table; null when none does. */
    public static final String KEPT = "__cdc_kept";

    /** How many fields stand in front of the columns. */
    public static final int LEAD = 2;

    /** The table's columns, all nullable: what is required is the source's business. */
    public StructType table() {
        return new StructType(columns.stream().map(c -> nullable(c.name(), c)).toArray(StructField[]::new));
    }

    public StructType operations() {
        List<StructField> fields = new ArrayList<>();
        fields.add(DataTypes.createStructField(OPERATION, DataTypes.ByteType, false));
        fields.add(DataTypes.createStructField(KEPT, DataTypes.StringType, true));
        columns.forEach(c -> fields.add(nullable(c.name(), c)));
        return new StructType(fields.toArray(StructField[]::new));
    }

    /** Same columns and key; what a column starts with does not matter. */
    public boolean sameAs(RowShape other) {
        if (this == other) {
            return true;
        }
        if (columns.size() != other.columns.size() || !key.equals(other.key)) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).sameAs(other.columns.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static StructField nullable(String name, Column column) {
        return DataTypes.createStructField(name, column.type(), true);
    }
}
