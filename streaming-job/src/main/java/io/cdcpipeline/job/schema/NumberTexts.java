package io.cdcpipeline.job.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;

/** Numbers, as sources print them: all of them alike. */
public final class NumberTexts {

    private NumberTexts() {}

    public static Object int16(Text text) throws UnreadableValue {
        return (short) number(text, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    public static Object int32(Text text) throws UnreadableValue {
        return (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public static Object int64(Text text) throws UnreadableValue {
        return number(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Without a string in between: most columns are integers. */
    private static long number(Text text, long least, long most) throws UnreadableValue {
        boolean negative = text.startsWith('-');
        long value = 0;
        boolean exact = text.length() > (negative ? 1 : 0);
        for (int i = negative ? 1 : 0; i < text.length() && exact; i++) {
            int digit = text.at(i) - '0';
            exact = digit >= 0 && digit <= 9 && value >= (Long.MIN_VALUE + digit) / 10;
            value = value * 10 - digit; // downwards, since the least has no positive counterpart
        }
        exact &= negative || value != Long.MIN_VALUE;
        long signed = negative ? value : -value;
        if (!exact || signed < least || signed > most) {
            throw new UnreadableValue("'" + text + "' is not a whole number from " + least + " to " + most);
        }
        return signed;
    }

    public static Object float32(Text text) {
        return Float.parseFloat(text.toString());
    }

    public static Object float64(Text text) {
        return Double.parseDouble(text.toString());
    }

    /** Of a key: zero is one key, whatever its sign, to the source and to Delta's joins; its bytes would be two. */
    public static Object float32Key(Text text) {
        return Float.parseFloat(text.toString()) + 0.0f;
    }

    /** As {@link #float32Key}. */
    public static Object float64Key(Text text) {
        return Double.parseDouble(text.toString()) + 0.0;
    }

    public static TextType.Reader decimal(DecimalType type) {
        return text -> exact(text.toString(), type);
    }

    /** @throws UnreadableValue when the number has no exact place in the type */
    public static Decimal exact(String text, DecimalType type) throws UnreadableValue {
        try {
            BigDecimal value = new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY);
            if (value.precision() <= type.precision()) {
                return Decimal.apply(value, type.precision(), type.scale());
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw new UnreadableValue("'" + text + "' has no place in " + type.simpleString());
    }
}
