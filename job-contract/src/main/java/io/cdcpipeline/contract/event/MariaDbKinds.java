package io.cdcpipeline.contract.event;

import java.util.Set;

/** MariaDB's types by what their values are, as whoever reads its log and whoever reads its tables has to tell them alike. */
public final class MariaDbKinds {

    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> BYTES = Set.of(
            "binary",
            "varbinary",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "vector",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection");

    private MariaDbKinds() {}

    /** @param kind in small letters, without sign and parentheses */
    public static boolean isInteger(String kind) {
        return INTEGERS.contains(kind);
    }

    /** @param kind in small letters, without sign and parentheses */
    public static boolean isReal(String kind) {
        return kind.equals("float") || kind.equals("double");
    }

    /** Whether its values are bytes and no text; what bytes are of, hexadecimal digits say. @param kind in small letters, without parentheses */
    public static boolean isBytes(String kind) {
        return BYTES.contains(kind);
    }
}
