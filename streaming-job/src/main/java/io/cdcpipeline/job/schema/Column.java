package io.cdcpipeline.job.schema;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * One column of a table as its events have it.
 *
 * @param required NOT NULL in the source
 * @param initial the one value of an unsafe row of one field: what rows have that were written before the column came;
 *     null when that is null, or not known
 */
public record Column(String name, DataType type, boolean required, byte[] initial) implements Serializable {

    boolean sameAs(Column other) {
        return name.equals(other.name) && type.equals(other.type);
    }
}
