package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;

/** Columns by name, whatever characters are in it. */
final class Names {

    private Names() {}

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** @param side what the rows are called that have it */
    static Column of(String side, String name) {
        return col(side + "." + quoted(name));
    }
}
