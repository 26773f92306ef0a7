package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Dates, times and timestamps.
 *
 * <p>PostgreSQL's {@code infinity} has no place in Delta: it becomes the type's last value and {@code -infinity} the
 * negative of it, which PostgreSQL itself cannot hold, so the two stay apart from every finite value and sort as they
 * should (DuckDB does the same).
 */
final class TemporalReaders {

    /** 4713-01-01 BC, the first day that PostgreSQL knows, as days since 1970. */
    private static final long FIRST_DAY = -2_440_588L;

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long MICROS_A_DAY = 86_400L * MICROS_A_SECOND;
    private static final long FIRST_MICRO = FIRST_DAY * MICROS_A_DAY;

    /** What PostgreSQL's JDBC driver gives for infinity, in milliseconds; Debezium passes it on. */
    private static final long INFINITY_MILLIS = 9_223_372_036_825_200_000L;

    private static final long NEGATIVE_INFINITY_MILLIS = -9_223_372_036_832_400_000L;
    /**
     * What infinity becomes when Debezium 3.7 cuts it to 32 bits: from the driver's milliseconds in a snapshot, from the
     * log's days since 2000 in the stream; a time zone moves the former by a day. PostgreSQL's own days lie between.
     */
    private static final Set<Integer> INFINITE_DAYS = Set.of(-622_191_235, -622_191_234, -622_191_233, 2_146_033_979);

    private static final Set<Integer> NEGATIVE_INFINITE_DAYS =
            Set.of(-625_821_273, -625_821_272, -625_821_271, -2_147_472_691);

    /** 5874897-12-31. */
    private static final int LAST_DAY = 2_145_042_905;

    private TemporalReaders() {}

    static void date(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        int day = json.getIntValue();
        row.write(ordinal, day >= FIRST_DAY && day <= LAST_DAY ? day : infiniteDay(day));
    }

    private static int infiniteDay(int day) throws UnreadableValue {
        if (INFINITE_DAYS.contains(day)) {
            return Integer.MAX_VALUE;
        }
        if (NEGATIVE_INFINITE_DAYS.contains(day)) {
            return -Integer.MAX_VALUE;
        }
        throw new UnreadableValue("day " + day + " is none that PostgreSQL has");
    }

    static void timestampMillis(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        long millis = json.getLongValue();
        if (millis == INFINITY_MILLIS) {
            row.write(ordinal, Long.MAX_VALUE);
        } else if (millis == NEGATIVE_INFINITY_MILLIS) {
            row.write(ordinal, -Long.MAX_VALUE);
        } else {
            row.write(ordinal, millisToMicros(millis));
        }
    }

    private static long millisToMicros(long millis) throws UnreadableValue {
        try {
            return Math.multiplyExact(millis, 1000L);
        } catch (ArithmeticException e) {
            throw new UnreadableValue("timestamp " + millis + " ms is beyond the year 294247");
        }
    }

    static void timestampMicros(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        long micros = json.getLongValue();
        if (micros == Long.MAX_VALUE || micros >= FIRST_MICRO) {
            row.write(ordinal, micros);
        } else if (micros == Long.MIN_VALUE) {
            row.write(ordinal, -Long.MAX_VALUE);
        } else {
            // Debezium multiplies without a look at overflow
            throw new UnreadableValue("timestamp " + micros + " µs is out of range: a year after 294246");
        }
    }

    static void timestampNanos(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, Math.floorDiv(json.getLongValue(), 1000L));
    }

    static void zonedTimestamp(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, zonedMicros(json.getText()));
    }

    private static long zonedMicros(String text) throws UnreadableValue {
        switch (text) {
            case "infinity":
                return Long.MAX_VALUE;
            case "-infinity":
                return -Long.MAX_VALUE;
            default:
                break;
        }
        try {
            Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .parse(text, OffsetDateTime::from)
                    .toInstant();
            long micros = Math.multiplyExact(instant.getEpochSecond(), MICROS_A_SECOND);
            return Math.addExact(micros, instant.getNano() / 1000);
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableValue("timestamp '" + text + "' has no place in Delta's timestamp");
        }
    }

    static void timeMillis(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, time(json.getLongValue() * 1000L));
    }

    static void timeMicros(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, time(json.getLongValue()));
    }

    static void timeNanos(JsonParser json, UnsafeRowWriter row, int ordinal) throws IOException {
        row.write(ordinal, time(json.getLongValue() / 1000L));
    }

    /** As PostgreSQL prints it: no fraction when it is zero, no zeros at its end; 24:00:00 is a time of its own. */
    static UTF8String time(long micros) {
        long seconds = micros / MICROS_A_SECOND;
        StringBuilder clock = new StringBuilder(15);
        two(clock, seconds / 3600).append(':');
        two(clock, seconds / 60 % 60).append(':');
        two(clock, seconds % 60);
        long fraction = micros % MICROS_A_SECOND;
        if (fraction > 0) {
            String digits = Long.toString(MICROS_A_SECOND + fraction).substring(1);
            clock.append('.').append(digits.replaceFirst("0+$", ""));
        }
        return UTF8String.fromString(clock.toString());
    }

    private static StringBuilder two(StringBuilder text, long number) {
        return (number < 10 ? text.append('0') : text).append(number);
    }
}
