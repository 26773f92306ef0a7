package io.cdcpipeline.local.wait;

import java.time.Duration;

/** How long a wait may still take. */
public final class Deadline {

    private static final long POLL_MILLIS = 50;

    private final Duration limit;
    private final long end;

    public Deadline(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** @throws TimedOutException when the time is over; its message says what was still missing */
    public void pause(String missing) throws InterruptedException, TimedOutException {
        if (System.nanoTime() >= end) {
            throw new TimedOutException("Not in Delta after " + limit.toSeconds() + " s: " + missing + ".");
        }
        Thread.sleep(POLL_MILLIS);
    }
}
