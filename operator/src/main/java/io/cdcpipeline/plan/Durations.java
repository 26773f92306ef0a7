package io.cdcpipeline.plan;

import io.cdcpipeline.contract.DurationText;

/** Durations as a manifest writes them: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}. */
public final class Durations {

    private Durations() {}

    /** @throws IllegalArgumentException for any other form, which the CRD does not let through */
    public static long millis(String duration) {
        return DurationText.parse(duration).toMillis();
    }
}
