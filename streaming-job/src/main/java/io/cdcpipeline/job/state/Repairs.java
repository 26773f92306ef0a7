package io.cdcpipeline.job.state;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How often a table was filled by itself for one reason.
 *
 * @param reason what it lacked
 * @param since when the count began, in milliseconds since 1970
 * @param count since then
 */
public record Repairs(String reason, long since, int count) implements Serializable {

    private static final Duration DAY = Duration.ofDays(1);

    /** Once more. @param before null for none */
    public static Repairs after(Repairs before, String reason, Instant now) {
        return before == null || !before.isOf(reason, now)
                ? new Repairs(reason, now.toEpochMilli(), 1)
                : new Repairs(reason, before.since, before.count + 1);
    }

    /** How many there were for that reason within a day. @param before null for none */
    public static int today(Repairs before, String reason, Instant now) {
        return before == null || !before.isOf(reason, now) ? 0 : before.count;
    }

    /** Of two sentences that differ by a number, or a place in the log, only, one reason is told. */
    private boolean isOf(String other, Instant now) {
        return Objects.equals(withoutNumbers(reason), withoutNumbers(other))
                && now.toEpochMilli() < since + DAY.toMillis();
    }

    private static String withoutNumbers(String sentence) {
        return sentence.replaceAll("[0-9A-F]+/[0-9A-F]+|[0-9]+", "0");
    }
}
