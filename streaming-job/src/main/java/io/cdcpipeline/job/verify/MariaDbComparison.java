package io.cdcpipeline.job.verify;

import io.cdcpipeline.job.fill.MariaDbColumn;

/** How a column of MariaDB is compared: the server's own text of it with what the lake has, by the column's type there. */
final class MariaDbComparison {

    private MariaDbComparison() {}

    /** @param lakeType Spark's name of it; null for a column that the lake does not have */
    static Comparison of(MariaDbColumn column, String lakeType) {
        String source = column.expression();
        String lake = LakeNames.quoted(column.name());
        if (lakeType == null) {
            return new Comparison(column.name(), source, null, ValueForm.TEXT);
        }
        return switch (lakeType) {
            case "float" -> new Comparison(column.name(), source, lake, ValueForm.FLOAT);
            case "double" -> new Comparison(column.name(), source, lake, ValueForm.DOUBLE);
            case "binary" -> new Comparison(column.name(), source, "lower(hex(" + lake + "))", ValueForm.TEXT);
            case "date" -> new Comparison(column.name(), source, "unix_date(" + lake + ")", ValueForm.DAY);
            case "timestamp" -> new Comparison(column.name(), source, "unix_micros(" + lake + ")", ValueForm.MOMENT);
            case "timestamp_ntz" ->
                new Comparison(column.name(), source, "unix_micros(CAST(" + lake + " AS TIMESTAMP))", ValueForm.MOMENT);
            default ->
                new Comparison(
                        column.name(),
                        source,
                        lake,
                        lakeType.startsWith("decimal") ? ValueForm.DECIMAL : ValueForm.TEXT);
        };
    }
}
