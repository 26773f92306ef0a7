package io.cdcpipeline.job.schema;

import io.cdcpipeline.contract.event.SourceRelation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * @param nullableKey whether a column of the key may be NULL
 * @param relation the table of the source whose columns they are; null when that is not known
 */
public record RowShape(List<Column> columns, List<String> key, boolean nullableKey, SourceRelation relation)
        implements Serializable {

    /** How many fields stand in front of the columns. */
    public static final int LEAD = 2;

    private static final String PREFIX = "__cdc_";

    /** With a key that is never NULL. */
    public RowShape(List<Column> columns, List<String> key) {
        this(columns, key, false, null);
    }

    /** The table's columns, all nullable: what is required is the source's business. */
    public StructType table() {
        return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
    }

    public StructType operations() {
        List<StructField> fields = new ArrayList<>();
        fields.add(DataTypes.createStructField(operationField(), DataTypes.ByteType, false));
        fields.add(DataTypes.createStructField(keptField(), DataTypes.StringType, true));
        columns.forEach(c -> fields.add(DataTypes.createStructField(c.name(), c.type(), true)));
        return new StructType(fields.toArray(StructField[]::new));
    }

    /** As {@link #operations()}, with the columns of the key of another row behind. */
    public StructType moves() {
        StructType moves = operations();
        for (int i = 0; i < key.size(); i++) {
            moves = moves.add(originField(i), operations().apply(key.get(i)).dataType(), true);
        }
        return moves;
    }

    /** Holds the {@code code} of the operation. */
    public String operationField() {
        return prefix() + "operation";
    }

    /** One character for each column, {@code 1}: it keeps the value that it has in the table; null when none does. */
    public String keptField() {
        return prefix() + "kept";
    }

    /** The key's column of that ordinal, of the row that a moved one takes columns from. */
    public String originField(int ordinal) {
        return prefix() + "origin_" + ordinal;
    }

    /** No column of the table begins with it, in whatever case. */
    private String prefix() {
        String prefix = PREFIX;
        while (isTaken(prefix)) {
            prefix = "_" + prefix;
        }
        return prefix;
    }

    private boolean isTaken(String prefix) {
        return columns.stream().anyMatch(c -> c.name().toLowerCase(Locale.ROOT).startsWith(prefix));
    }

    /** Whether it is known of all columns which of the source they are. */
    public boolean isNumbered() {
        return relation != null && columns.stream().allMatch(c -> c.number() != null);
    }

    /** Whether all rows of the table are in the log, as far as is known. */
    public boolean isWholeInLog() {
        return relation == null || relation.whole();
    }

    /** Same columns and key; what a column starts with does not matter. */
    public boolean sameAs(RowShape other) {
        if (this == other) {
            return true;
        }
        if (columns.size() != other.columns.size() || !key.equals(other.key) || nullableKey != other.nullableKey) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).sameAs(other.columns.get(i))) {
                return false;
            }
        }
        return true;
    }
}
