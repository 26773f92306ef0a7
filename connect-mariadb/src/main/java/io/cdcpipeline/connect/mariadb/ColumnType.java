package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.contract.event.MariaDbKinds;
import io.cdcpipeline.contract.event.SourceType;
import io.debezium.relational.Column;
import java.util.Locale;

/**
 * A column's type as a definition has it, in small letters: what is called so, and what stands in parentheses.
 *
 * @param base without parentheses: {@code bigint unsigned}
 */
record ColumnType(String base, Column column) {

    static ColumnType of(Column column) {
        String name = column.typeName().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        String plain =
                name.replaceFirst("\\(.*\\)", "").replace(" zerofill", "").trim();
        return new ColumnType(address(synonym(plain), column.length()), column);
    }

    /** Definitions that people write; what the server shows of a table has but one name for each. */
    private static String synonym(String name) {
        boolean unsigned = name.endsWith(" unsigned");
        String bare = unsigned ? name.substring(0, name.length() - " unsigned".length()) : name;
        String one =
                switch (bare) {
                    case "integer", "int4" -> "int";
                    case "int1", "bool", "boolean" -> "tinyint";
                    case "int2" -> "smallint";
                    case "int3", "middleint" -> "mediumint";
                    case "int8" -> "bigint";
                    case "dec", "numeric", "fixed", "number" -> "decimal";
                    case "real", "double precision", "float8" -> "double";
                    case "float4" -> "float";
                    case "character", "nchar", "national char", "national character" -> "char";
                    case "character varying", "nvarchar", "national varchar", "char varying", "varchar2" -> "varchar";
                    case "serial" -> "bigint unsigned";
                    case "long", "long varchar" -> "mediumtext";
                    case "char byte" -> "binary";
                    case "raw" -> "varbinary";
                    case "clob" -> "longtext";
                    default -> bare;
                };
        return unsigned ? one + " unsigned" : one;
    }

    private static String address(String name, int length) {
        if (name.equals("binary") && length == TextDdlParser.INET4) {
            return "inet4";
        }
        return name.equals("binary") && length == TextDdlParser.INET6 ? "inet6" : name;
    }

    /** Without its sign. */
    String kind() {
        return base.endsWith(" unsigned") ? base.substring(0, base.length() - " unsigned".length()) : base;
    }

    boolean isUnsigned() {
        return base.endsWith(" unsigned");
    }

    boolean isInteger() {
        return MariaDbKinds.isInteger(kind());
    }

    boolean isReal() {
        return MariaDbKinds.isReal(kind());
    }

    /** Whether its values are bytes and no text; what bytes are of, hexadecimal digits say. */
    boolean isBytes() {
        return MariaDbKinds.isBytes(base);
    }

    /** As many bytes as a value has, whose zeros at the end the log leaves out; 0 for as many as there are. */
    int fixedLength() {
        return switch (base) {
            case "binary" -> Math.max(1, column.length());
            case "uuid", "inet6" -> 16;
            case "inet4" -> 4;
            default -> 0;
        };
    }

    SourceType described() {
        return SourceType.mariadb(kind() + arguments() + (isUnsigned() ? " unsigned" : ""));
    }

    private String arguments() {
        return switch (kind()) {
            case "decimal" ->
                "(" + (column.length() < 0 ? 10 : column.length()) + ","
                        + column.scale().orElse(0) + ")";
            case "char", "varchar", "binary", "varbinary", "bit" -> "(" + Math.max(1, column.length()) + ")";
            case "datetime", "timestamp", "time" -> column.length() > 0 ? "(" + column.length() + ")" : "";
            case "enum", "set" -> "(" + String.join(",", column.enumValues()) + ")";
            default -> "";
        };
    }
}
