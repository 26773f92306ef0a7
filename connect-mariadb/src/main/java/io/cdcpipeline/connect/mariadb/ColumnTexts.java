package io.cdcpipeline.connect.mariadb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The values of one column as texts, whether the log has them or a snapshot: what the server prints, but for numbers with a floating
 * point, of which it prints six digits and here all are, and for bytes, which are hexadecimal digits.
 *
 * @param charset of a column of characters
 * @param labels of an enum or set, in their order
 */
record ColumnTexts(ColumnType type, Charset charset, List<String> labels) {

    private static final HexFormat HEX = HexFormat.of();

    /** Null stays null. */
    String text(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String printed) {
            return printed(printed);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof BitSet bits) {
            return bits(bits);
        }
        if (value instanceof byte[] bytes) {
            return bytes(bytes);
        }
        return number((Number) value);
    }

    /** What a snapshot's query, or our reader of dates and times, gave. */
    private String printed(String text) {
        return switch (type.kind()) {
            case "float" -> Float.toString((float) Double.parseDouble(text));
            case "double" -> Double.toString(Double.parseDouble(text));
            default -> type.isInteger() ? new BigInteger(text).toString() : text;
        };
    }

    private String number(Number value) {
        return switch (type.kind()) {
            case "enum" -> value.intValue() == 0 ? "" : labels.get(value.intValue() - 1);
            case "set" -> set(value.longValue());
            case "tinyint" -> integer(value, 0xffL);
            case "smallint" -> integer(value, 0xffffL);
            case "mediumint" -> integer(value, 0xff_ffffL);
            case "int" -> integer(value, 0xffff_ffffL);
            case "bigint" -> type.isUnsigned() ? Long.toUnsignedString(value.longValue()) : value.toString();
            default -> value.toString();
        };
    }

    /** The log does not tell whether there is a sign. */
    private String integer(Number value, long mask) {
        return Long.toString(type.isUnsigned() ? value.longValue() & mask : value.longValue());
    }

    private String set(long members) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            if ((members >> i & 1) == 1) {
                text.append(text.isEmpty() ? "" : ",").append(labels.get(i));
            }
        }
        return text.toString();
    }

    /** The highest first, as many as the column has. */
    private String bits(BitSet bits) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(1, type.column().length()) - 1; i >= 0; i--) {
            text.append(bits.get(i) ? '1' : '0');
        }
        return text.toString();
    }

    private String bytes(byte[] read) {
        int length = type.fixedLength();
        byte[] bytes = length > read.length ? Arrays.copyOf(read, length) : read;
        return switch (type.kind()) {
            case "uuid" -> uuid(bytes);
            case "inet4" -> Addresses.v4(bytes, 0);
            case "inet6" -> Addresses.v6(bytes);
            default -> type.isBytes() || charset == null ? HEX.formatHex(bytes) : new String(bytes, charset);
        };
    }

    private static String uuid(byte[] bytes) {
        BigInteger number = new BigInteger(1, bytes);
        return new UUID(number.shiftRight(64).longValue(), number.longValue()).toString();
    }

    /** The expression of a query whose text, in a session as ours, becomes the same one. @param quoted the column's name as SQL takes it */
    static String select(ColumnType type, String quoted) {
        String expression;
        if (type.isBytes()) {
            expression = "LOWER(HEX(" + quoted + "))";
        } else if (type.isReal()) {
            expression = "CAST(CAST(" + quoted + " AS DOUBLE) AS CHAR)";
        } else if (type.kind().equals("bit")) {
            expression =
                    "LPAD(BIN(" + quoted + "), " + Math.max(1, type.column().length()) + ", '0')";
        } else {
            expression = "CONVERT(CAST(" + quoted + " AS CHAR) USING utf8mb4)";
        }
        return expression + " AS " + quoted;
    }
}
