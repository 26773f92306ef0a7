package io.cdcpipeline.bench;

import java.util.Arrays;
import java.util.Locale;

/** Latencies of one run, in nanoseconds, sorted. */
record Distribution(long[] sorted) {

    static Distribution of(long[] nanos) {
        long[] copy = nanos.clone();
        Arrays.sort(copy);
        return new Distribution(copy);
    }

    /**
     * The nearest-rank percentile.
     *
     * @param percent above 0, at most 100
     */
    double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "n=%d  p50 %.0f ms  p90 %.0f ms  p99 %.0f ms  max %.0f ms",
                sorted.length,
                millis(50),
                millis(90),
                millis(99),
                millis(100));
    }
}
