package io.cdcpipeline.contract.catalog;

import java.io.Serializable;

/** A table of the source, as the catalogue calls it: neither part is quoted. */
public record TableName(String schema, String name) implements Serializable {

    /** As SQL takes it. */
    public String quoted() {
        return quoted(schema) + "." + quoted(name);
    }

    /** Any name as SQL takes it. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
