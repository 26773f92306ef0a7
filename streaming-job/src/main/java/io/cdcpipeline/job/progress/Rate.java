package io.cdcpipeline.job.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Events a second over a sliding window. Not thread-safe. */
final class Rate {

    private record Sample(Instant at, long events) {}

    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Rate(Duration window) {
        this.window = window;
    }

    void add(Instant at, long events) {
        samples.addLast(new Sample(at, events));
        forget(at);
    }

    double perSecond(Instant now) {
        forget(now);
        long sum = samples.stream().mapToLong(Sample::events).sum();
        return sum * 1000.0 / window.toMillis();
    }

    private void forget(Instant now) {
        while (!samples.isEmpty() && samples.getFirst().at().isBefore(now.minus(window))) {
            samples.removeFirst();
        }
    }
}
