package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;

/**
 * Dates and timestamps, as {@code DateStyle=ISO} prints them: {@code 0044-03-15 BC},
 * {@code 2024-03-31 00:30:00.000001+00}, years of more than four digits, {@code infinity}.
 *
 * <p>PostgreSQL's {@code infinity} has no place in Delta: it becomes the type's last value and {@code -infinity} the
 * negative of it, which PostgreSQL itself cannot hold, so the two stay apart from every finite value and sort as they
 * should (DuckDB does the same).
 */
final class TemporalTexts {

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long MICROS_A_DAY = 86_400L * MICROS_A_SECOND;

    private TemporalTexts() {}

    static boolean isInfinite(Text text) {
        return text.is("infinity") || text.is("-infinity");
    }

    static Object date(Text text) throws UnreadableValue {
        if (text.is("infinity")) {
            return Integer.MAX_VALUE;
        }
        if (text.is("-infinity")) {
            return -Integer.MAX_VALUE;
        }
        TemporalCursor cursor = new TemporalCursor(text);
        cursor.date();
        return Math.toIntExact(cursor.end());
    }

    /** With a zone or without; microseconds since 1970 in UTC, or as if it were UTC. */
    static Object timestamp(Text text) throws UnreadableValue {
        if (text.is("infinity")) {
            return Long.MAX_VALUE;
        }
        if (text.is("-infinity")) {
            return -Long.MAX_VALUE;
        }
        TemporalCursor cursor = new TemporalCursor(text);
        cursor.date();
        long micros = cursor.time();
        long offset = cursor.offset();
        try {
            return Math.addExact(Math.multiplyExact(cursor.end(), MICROS_A_DAY), micros - offset * MICROS_A_SECOND);
        } catch (ArithmeticException e) {
            throw new UnreadableValue("timestamp '" + text + "' is beyond the year 294246, the last that Delta has");
        }
    }
}
