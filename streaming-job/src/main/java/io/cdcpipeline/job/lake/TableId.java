package io.cdcpipeline.job.lake;

import java.io.Serializable;

/** A table of the source, by the names that the database knows it by. */
public record TableId(String schema, String table) implements Serializable, Comparable<TableId> {

    @Override
    public int compareTo(TableId other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
