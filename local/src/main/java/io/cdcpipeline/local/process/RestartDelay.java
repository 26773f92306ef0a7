package io.cdcpipeline.local.process;

import java.time.Duration;
import java.time.Instant;

/** The pause before the next restart: doubled with each failure, back to the first after a success that lasted. */
public final class RestartDelay {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Duration next = FIRST;
    private Instant allowed = Instant.MIN;
    private Instant failedAt = Instant.MIN;

    /** Whether it is time to start again. */
    public boolean isOver() {
        return !Instant.now().isBefore(allowed);
    }

    public Duration remaining() {
        Instant now = Instant.now();
        return now.isBefore(allowed) ? Duration.between(now, allowed) : Duration.ZERO;
    }

    public void failed() {
        failedAt = Instant.now();
        allowed = failedAt.plus(next);
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }

    /** Forgets earlier failures once things went well for longer than the longest pause. */
    public void succeeded() {
        if (Instant.now().isAfter(failedAt.equals(Instant.MIN) ? Instant.MIN : failedAt.plus(LONGEST))) {
            next = FIRST;
        }
    }
}
