package io.cdcpipeline.job.progress;

import java.util.Map;
import java.util.TreeMap;

/** How many of some seconds were no more than each of some bounds, as Prometheus counts them. Not thread-safe. */
final class Histogram {

    private static final double[] BOUNDS = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600};

    private final long[] counts = new long[BOUNDS.length];
    private long count;
    private double sum;

    /** @param upTo by bound, how many were no more than that */
    record Counts(Map<Double, Long> upTo, long count, double sum) {}

    void add(double seconds) {
        for (int i = 0; i < BOUNDS.length; i++) {
            counts[i] += seconds <= BOUNDS[i] ? 1 : 0;
        }
        count++;
        sum += seconds;
    }

    Counts counts() {
        Map<Double, Long> upTo = new TreeMap<>();
        for (int i = 0; i < BOUNDS.length; i++) {
            upTo.put(BOUNDS[i], counts[i]);
        }
        return new Counts(upTo, count, sum);
    }
}
