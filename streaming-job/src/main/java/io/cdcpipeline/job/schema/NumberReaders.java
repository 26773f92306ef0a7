package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.types.UTF8String;

/** Booleans, integers, floats and decimals. */
final class NumberReaders {

    private NumberReaders() {}

    static void bool(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, json.getBooleanValue());
    }

    static void int8(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, json.getByteValue());
    }

    static void int16(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, json.getShortValue());
    }

    static void int32(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, json.getIntValue());
    }

    static void int64(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, json.getLongValue());
    }

    /** JSON has no NaN and no infinity: the converter writes them as texts that Java reads. */
    static void float32(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, isText(json) ? Float.parseFloat(json.getText()) : json.getFloatValue());
    }

    static void float64(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, isText(json) ? Double.parseDouble(json.getText()) : json.getDoubleValue());
    }

    /** Of a key: zero is one key, whatever its sign, to PostgreSQL and to Delta's joins; its bytes would be two. */
    static void float32Key(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        float value = isText(json) ? Float.parseFloat(json.getText()) : json.getFloatValue();
        row.write(ordinal, value + 0.0f);
    }

    /** As {@link #float32Key}. */
    static void float64Key(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        double value = isText(json) ? Double.parseDouble(json.getText()) : json.getDoubleValue();
        row.write(ordinal, value + 0.0);
    }

    static ValueReader decimal(DecimalType type) {
        return (json, row, ordinal) -> write(parse(json.getText(), type), type, row, ordinal);
    }

    static ValueReader unscaledDecimal(DecimalType type) {
        return (json, row, ordinal) -> {
            BigDecimal value = new BigDecimal(new BigInteger(json.getBinaryValue()), type.scale());
            write(fit(value, type), type, row, ordinal);
        };
    }

    static ValueReader unscaledDecimalText(int scale) {
        return (json, row, ordinal) -> {
            BigDecimal value = new BigDecimal(new BigInteger(json.getBinaryValue()), scale);
            row.write(ordinal, UTF8String.fromString(value.toPlainString()));
        };
    }

    /** A numeric without bounds, as PostgreSQL prints it; Debezium has names of its own for the special values. */
    static void numericText(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        String text = json.getText();
        String plain =
                switch (text) {
                    case "NAN" -> "NaN";
                    case "POSITIVE_INFINITY" -> "Infinity";
                    case "NEGATIVE_INFINITY" -> "-Infinity";
                    default -> text;
                };
        row.write(ordinal, UTF8String.fromString(plain));
    }

    private static BigDecimal parse(String text, DecimalType type) throws UnreadableValue {
        try {
            return fit(new BigDecimal(text), type);
        } catch (NumberFormatException e) {
            throw new UnreadableValue("'" + text + "' has no place in " + type.simpleString());
        }
    }

    private static BigDecimal fit(BigDecimal value, DecimalType type) throws UnreadableValue {
        try {
            BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
            if (scaled.precision() <= type.precision()) {
                return scaled;
            }
        } catch (ArithmeticException e) {
            // more digits behind the point than the column has: said below
        }
        throw new UnreadableValue(value.toPlainString() + " does not fit " + type.simpleString());
    }

    private static void write(BigDecimal value, DecimalType type, UnsafeRowWriter row, int ordinal) {
        row.write(ordinal, Decimal.apply(value, type.precision(), type.scale()), type.precision(), type.scale());
    }

    private static boolean isText(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_STRING;
    }
}
