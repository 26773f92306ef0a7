package io.cdcpipeline.job.progress;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the lake is behind the source. It is behind now by what has passed since the newest moment of the source up
 * to which everything is known to be applied: a table that nobody changes would else seem to fall behind for ever, and
 * a job that hangs would seem as far as at its last batch.
 */
final class SourceLag {

    private Instant reached;

    /** @param sourceTime null for nothing new */
    void reached(Instant sourceTime) {
        if (sourceTime != null && (reached == null || sourceTime.isAfter(reached))) {
            reached = sourceTime;
        }
    }

    /** Null while nothing is known. */
    Double seconds(Instant now) {
        return seconds(reached, now);
    }

    /** Null when {@code since} is; never negative, though clocks of two machines differ. */
    static Double seconds(Instant since, Instant now) {
        return since == null ? null : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }
}
