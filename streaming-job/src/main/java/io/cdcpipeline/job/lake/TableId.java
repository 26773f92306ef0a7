package io.cdcpipeline.job.lake;

import java.io.Serializable;

/** A table of the source, by the names that the database knows it by. */
public record TableId(String schema, String table) implements Serializable, Comparable<TableId> {

    /** @param name {@code schema.table}, parted at the first dot */
    public static TableId parse(String name) {
        int point = name.indexOf('.');
        return new TableId(name.substring(0, point), name.substring(point + 1));
    }

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
