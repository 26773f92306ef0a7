package io.cdcpipeline.job.schema.mariadb;

import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Dates and timestamps: {@code 2024-02-29}, {@code 2024-02-29 23:59:59.999999}; a {@code timestamp} in UTC.
 *
 * <p>The zero date {@code 0000-00-00} becomes the day before the year 0, which MariaDB itself cannot hold, so that it stays apart from
 * every other one and sorts before it. One of which a part is zero, {@code 2024-00-31}, has no place.
 */
final class TemporalTexts {

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long MICROS_A_DAY = 86_400L * MICROS_A_SECOND;
    private static final int DATE = 10;
    private static final int SECONDS = 19;
    private static final long ZERO_DAY = LocalDate.of(-1, 12, 31).toEpochDay();

    private TemporalTexts() {}

    /** Whether it is the zero date, or a part of it is zero. */
    static boolean isNoDate(Text text) {
        return text.length() >= DATE && (zeros(text, 0, 4) || zeros(text, 5, 7) || zeros(text, 8, DATE));
    }

    private static boolean zeros(Text text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.at(i) != '0') {
                return false;
            }
        }
        return true;
    }

    static Object date(Text text) throws UnreadableValue {
        if (text.length() != DATE) {
            throw unreadable(text);
        }
        return (int) day(text);
    }

    /** Microseconds since 1970, in UTC or as if it were UTC. */
    static Object timestamp(Text text) throws UnreadableValue {
        if (text.length() < SECONDS || text.at(DATE) != ' ' || text.at(13) != ':' || text.at(16) != ':') {
            throw unreadable(text);
        }
        long seconds = digits(text, 11, 13) * 3600 + digits(text, 14, 16) * 60 + digits(text, 17, SECONDS);
        return day(text) * MICROS_A_DAY + seconds * MICROS_A_SECOND + fraction(text);
    }

    private static long fraction(Text text) throws UnreadableValue {
        if (text.length() == SECONDS) {
            return 0;
        }
        int digits = text.length() - SECONDS - 1;
        if (text.at(SECONDS) != '.' || digits < 1 || digits > 6) {
            throw unreadable(text);
        }
        long micros = digits(text, SECONDS + 1, text.length());
        for (int i = digits; i < 6; i++) {
            micros *= 10;
        }
        return micros;
    }

    private static long day(Text text) throws UnreadableValue {
        if (zeros(text, 0, 4) && zeros(text, 5, 7) && zeros(text, 8, DATE)) {
            return ZERO_DAY;
        }
        if (text.at(4) != '-' || text.at(7) != '-') {
            throw unreadable(text);
        }
        try {
            return LocalDate.of((int) digits(text, 0, 4), (int) digits(text, 5, 7), (int) digits(text, 8, DATE))
                    .toEpochDay();
        } catch (DateTimeException e) {
            throw new UnreadableValue("'" + text + "' is a date that no calendar has; spec.types.infinity"
                    + " says what becomes of such ones, when their table is made");
        }
    }

    private static long digits(Text text, int from, int to) throws UnreadableValue {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9) {
                throw unreadable(text);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static UnreadableValue unreadable(Text text) {
        return new UnreadableValue("'" + text + "' is not a date or timestamp as MariaDB prints it");
    }
}
