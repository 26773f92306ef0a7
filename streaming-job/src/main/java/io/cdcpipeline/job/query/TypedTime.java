package io.cdcpipeline.job.query;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** A time as somebody types it. */
final class TypedTime {

    private TypedTime() {}

    /**
     * @param text such as {@code 2026-01-31T12:00:00Z} or {@code 2026-01-31T14:00:00+02:00}; without a zone it is UTC, and with a
     *     blank for the T it is what a result of a statement says
     * @throws DateTimeParseException when it is none
     */
    static Instant parse(String text) {
        var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }
}
