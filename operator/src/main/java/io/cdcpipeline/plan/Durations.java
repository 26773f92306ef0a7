package io.cdcpipeline.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a manifest writes them: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}. */
public final class Durations {

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");

    private Durations() {}

    /** @throws IllegalArgumentException for any other form, which the CRD does not let through */
    public static long millis(String duration) {
        Matcher matcher = DURATION.matcher(duration);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "The duration \"" + duration + "\" is not a number followed by ms, s, m or h.");
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
