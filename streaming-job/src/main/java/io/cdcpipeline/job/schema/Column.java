package io.cdcpipeline.job.schema;

import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a table as its events have it.
 *
 * @param initial what rows have that were written before the column came
 * @param number which column of the source it is; null when nobody knows
 */
public record Column(String name, DataType type, Initial initial, ColumnNumber number) implements Serializable {

    /** One of which nobody knows which of the source's it is. */
    public Column(String name, DataType type, Initial initial) {
        this(name, type, initial, null);
    }

    boolean sameAs(Column other) {
        return name.equals(other.name) && type.equals(other.type) && Objects.equals(number, other.number);
    }

    /** As it stands in the lake: nullable, since what is required is the source's business. */
    public StructField field() {
        return new StructField(name, type, true, ColumnNumber.only(number));
    }

    /** @param other null for none */
    public Column as(ColumnNumber other) {
        return new Column(name, type, initial, other);
    }
}
