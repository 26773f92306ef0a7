package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.data.SpecialValueDecimal;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * A value as PostgreSQL's text. From the stream, and from the snapshot's query, it is one; but for three kinds of
 * columns Debezium makes the driver parse the text that the query gave, and here it becomes what it was.
 */
final class TextValue {

    private TextValue() {}

    /** Null stays null. */
    static String of(Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (UnchangedToastedReplicationMessageColumn.isUnchangedToastedValue(value)) {
            return SourceColumn.UNCHANGED;
        }
        if (value instanceof SpecialValueDecimal numeric) {
            return numeric.getDecimalValue().map(BigDecimal::toPlainString).orElseGet(() -> special(numeric));
        }
        // The driver's arrays print the text that they were made of.
        return value instanceof BigDecimal money ? money(money) : value.toString();
    }

    private static String special(SpecialValueDecimal numeric) {
        double value = numeric.toDouble();
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /** As {@code lc_monetary=C} prints it, which our sessions have. */
    private static String money(BigDecimal amount) {
        DecimalFormat format = new DecimalFormat("$#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(amount);
    }
}
