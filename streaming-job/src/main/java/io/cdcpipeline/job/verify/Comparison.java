package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.columns.ColumnMask;
import io.cdcpipeline.contract.types.ColumnPolicy;
import io.cdcpipeline.contract.types.Infinity;
import java.io.Serializable;

/**
 * How one column is compared: what is asked of either side, and the form in which equal values are equal texts.
 *
 * @param sourceSql gives a text, or what prints as one
 * @param lakeSql the like; null for a column that the lake does not have
 * @param mask what becomes of the source's text before it is compared; null for nothing
 */
record Comparison(String name, String sourceSql, String lakeSql, ValueForm form, ColumnMask mask)
        implements Serializable {

    Comparison(String name, String sourceSql, String lakeSql, ValueForm form) {
        this(name, sourceSql, lakeSql, form, null);
    }

    /** With all that PostgreSQL's {@code to_json} says too: nulls, and microseconds. */
    private static final String LAKE_JSON = "to_json(%s, map('ignoreNullFields', 'false',"
            + " 'timestampFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX\","
            + " 'timestampNTZFormat', \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\"))";

    /** Intervals are compared in another style than the stream's, which is the session's only while this value is printed. */
    private static final String STREAM_TEXT = "CASE WHEN %1$s IS DISTINCT FROM NULL"
            + " AND set_config('IntervalStyle', 'postgres', true) <> ''"
            + " THEN concat(format('%%s', %1$s), left(set_config('IntervalStyle', 'iso_8601', true), 0)) END";

    /** The table of types: by the column's type in the lake and, where that is a text, by the source's. */
    static Comparison of(ComparedColumn column, String lakeType, ColumnPolicy policy) {
        String source = column.quoted();
        String lake = LakeNames.quoted(column.name());
        if (column.mask() != null) {
            return masked(column, lakeType == null ? null : lake);
        }
        if (lakeType == null) {
            return new Comparison(column.name(), source + "::text", null, ValueForm.TEXT);
        }
        if (policy.text() && lakeType.equals("string") && !column.type().equals("interval")) {
            return new Comparison(column.name(), printed(source), lake, ValueForm.TEXT);
        }
        return switch (lakeType) {
            case "boolean" -> new Comparison(column.name(), source, lake, ValueForm.BOOLEAN);
            case "float" -> new Comparison(column.name(), source, lake, ValueForm.FLOAT);
            case "double" -> new Comparison(column.name(), source, lake, ValueForm.DOUBLE);
            case "date", "timestamp", "timestamp_ntz" -> temporal(column, lakeType, policy);
            case "binary" -> new Comparison(column.name(), source, hexadecimal(lake), ValueForm.TEXT);
            case "string" -> new Comparison(column.name(), text(column), lake, form(column));
            default -> nested(lakeType) ? nested(column, lakeType) : number(column, lakeType);
        };
    }

    /** What the stream has as text is made a text in the source, as the stream's session prints it; what is masked, here. */
    private static Comparison masked(ComparedColumn column, String lake) {
        String source = column.quoted();
        String text = column.mask().readsValue()
                ? STREAM_TEXT.formatted(source)
                : "CASE WHEN " + source + " IS DISTINCT FROM NULL THEN '' END";
        return new Comparison(column.name(), text, lake, ValueForm.TEXT, column.mask());
    }

    /** Null stays null. */
    String masked(String text) {
        return mask == null ? text : mask.of(text);
    }

    /** As the type's output function prints it, which a cast to text does not always do. */
    private static String printed(String column) {
        return "CASE WHEN %1$s IS DISTINCT FROM NULL THEN format('%%s', %1$s) END".formatted(column);
    }

    private static String finite(String column, ColumnPolicy policy) {
        return policy.values().infinity() == Infinity.NULL
                ? "CASE WHEN isfinite(%1$s) THEN %1$s END".formatted(column)
                : column;
    }

    private static Comparison temporal(ComparedColumn column, String lakeType, ColumnPolicy policy) {
        String source = finite(column.quoted(), policy);
        String lake = LakeNames.quoted(column.name());
        String asked =
                switch (lakeType) {
                    case "date" -> "unix_date(" + lake + ")";
                    case "timestamp" -> "unix_micros(" + lake + ")";
                    default -> "unix_micros(CAST(" + lake + " AS TIMESTAMP))";
                };
        String counted = lakeType.equals("date") ? days(source) : micros(source);
        return new Comparison(column.name(), counted, asked, ValueForm.NUMBER);
    }

    private static Comparison nested(ComparedColumn column, String lakeType) {
        String lake = LAKE_JSON.formatted(LakeNames.quoted(column.name()));
        return new Comparison(column.name(), json(column, lakeType), lake, ValueForm.NESTED);
    }

    private static Comparison number(ComparedColumn column, String lakeType) {
        ValueForm form = lakeType.startsWith("decimal") ? ValueForm.DECIMAL : ValueForm.NUMBER;
        String source = column.type().equals("money") ? column.quoted() + "::numeric" : column.quoted();
        return new Comparison(column.name(), source, LakeNames.quoted(column.name()), form);
    }

    private static String hexadecimal(String column) {
        return "concat('\\\\x', lower(hex(" + column + ")))";
    }

    private static boolean nested(String lakeType) {
        return lakeType.startsWith("array<") || lakeType.startsWith("struct<") || lakeType.startsWith("map<");
    }

    /** A vector prints itself as JSON. Within an array money is a number, and what has no type of its own a text. */
    private static String json(ComparedColumn column, String lakeType) {
        String value = column.quoted();
        if (lakeType.equals("array<string>")) {
            return "to_json(" + value + "::text[])::text";
        }
        return switch (column.type()) {
            case "vector", "halfvec" -> value + "::text";
            case "money" -> "to_json(" + value + "::numeric[])::text";
            default -> "to_json(" + value + ")::text";
        };
    }

    /** Most texts in the lake are what PostgreSQL itself prints; Debezium has words of its own for some. */
    private static String text(ComparedColumn column) {
        boolean json = column.array() || column.type().equals("hstore");
        if (json) {
            return "to_json(" + column.quoted() + ")::text";
        }
        return column.type().equals("money") ? column.quoted() + "::numeric" : column.quoted();
    }

    private static ValueForm form(ComparedColumn column) {
        boolean json = column.array() || column.type().equals("hstore");
        return json ? ValueForm.JSON : column.type().equals("interval") ? ValueForm.INTERVAL : ValueForm.TEXT;
    }

    /** Infinity is the type's last value in the lake. */
    private static String days(String column) {
        return "CASE WHEN isfinite(%1$s) THEN %1$s - DATE '1970-01-01' WHEN %1$s > DATE '1970-01-01' THEN 2147483647 WHEN %1$s < DATE '1970-01-01' THEN -2147483647 END"
                .formatted(column);
    }

    private static String micros(String column) {
        return "CASE WHEN isfinite(%1$s) THEN (extract(epoch FROM %1$s) * 1000000)::bigint WHEN %1$s > 'epoch' THEN 9223372036854775807 WHEN %1$s < 'epoch' THEN -9223372036854775807 END"
                .formatted(column);
    }
}
