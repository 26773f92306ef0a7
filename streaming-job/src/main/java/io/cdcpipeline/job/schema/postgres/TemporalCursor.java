package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.time.LocalDate;

/** Walks over the text of a date or timestamp. */
final class TemporalCursor {

    private final Text text;
    private int at;
    private long year;
    private int month;
    private int day;

    TemporalCursor(Text text) {
        this.text = text;
    }

    /** Year, month and day; what day that is, {@link #end} knows, since the era comes last. */
    void date() throws UnreadableValue {
        year = digits();
        expect('-');
        month = (int) digits();
        expect('-');
        day = (int) digits();
    }

    /** Microseconds since midnight. */
    long time() throws UnreadableValue {
        expect(' ');
        long seconds = digits() * 3600;
        expect(':');
        seconds += digits() * 60;
        expect(':');
        seconds += digits();
        return seconds * 1_000_000L + fraction();
    }

    private long fraction() throws UnreadableValue {
        if (!next('.')) {
            return 0;
        }
        int start = at;
        long micros = digits();
        for (int i = at - start; i < 6; i++) {
            micros *= 10;
        }
        return micros;
    }

    /** Seconds east of UTC; 0 when there is no zone. */
    long offset() throws UnreadableValue {
        boolean west = next('-');
        if (!west && !next('+')) {
            return 0;
        }
        long seconds = digits() * 3600;
        if (next(':')) {
            seconds += digits() * 60;
        }
        if (next(':')) {
            seconds += digits();
        }
        return west ? -seconds : seconds;
    }

    /** The date as days since 1970, when nothing but an era follows. */
    long end() throws UnreadableValue {
        boolean beforeChrist = at + 3 == text.length() && text.at(at) == ' ' && text.at(at + 1) == 'B';
        if (!beforeChrist && at != text.length()) {
            throw unreadable();
        }
        try {
            long astronomical = beforeChrist ? 1 - year : year;
            return LocalDate.of(Math.toIntExact(astronomical), month, day).toEpochDay();
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw unreadable();
        }
    }

    private long digits() throws UnreadableValue {
        int start = at;
        long value = 0;
        while (at < text.length() && text.at(at) >= '0' && text.at(at) <= '9' && at - start < 10) {
            value = value * 10 + text.at(at++) - '0';
        }
        if (at == start) {
            throw unreadable();
        }
        return value;
    }

    private boolean next(char expected) {
        boolean there = at < text.length() && text.at(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char expected) throws UnreadableValue {
        if (!next(expected)) {
            throw unreadable();
        }
    }

    private UnreadableValue unreadable() {
        return new UnreadableValue(
                "'" + text + "' is not a date or timestamp as PostgreSQL prints it with DateStyle ISO");
    }
}
