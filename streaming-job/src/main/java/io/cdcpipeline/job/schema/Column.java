package io.cdcpipeline.job.schema;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * One column of a table as its events have it.
 *
 * @param initial what rows have that were written before the column came
 */
public record Column(String name, DataType type, Initial initial) implements Serializable {

    boolean sameAs(Column other) {
        return name.equals(other.name) && type.equals(other.type);
    }
}
