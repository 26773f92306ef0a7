package io.cdcpipeline.job.fill;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up a fill for whoever waits for its table, to alter or truncate it: others that want to read or write would queue up
 * behind.
 */
public final class LockWaiters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LockWaiters.class);
    private static final long LOOK_MILLIS = 1000;

    private final Supplier<String> waiter;
    private final Runnable giveUp;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lock-waiters");
        thread.setDaemon(true);
        return thread;
    });
    private String seen;
    private volatile String whom;

    /**
     * @param waiter who waits now; null for nobody
     * @param giveUp ends what keeps the table
     */
    public LockWaiters(Supplier<String> waiter, Runnable giveUp) {
        this.waiter = waiter;
        this.giveUp = giveUp;
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One that waits for two looks does not come through between two statements. */
    private void look() {
        try {
            String now = waiter.get();
            if (now != null && now.equals(seen) && whom == null) {
                whom = now;
                giveUp.run();
            }
            seen = now;
        } catch (RuntimeException e) {
            LOG.debug("Nobody can say who waits for the table", e);
        }
    }

    /** To whom the way was given; null for nobody. */
    public String whom() {
        return whom;
    }

    /** What to throw for a fill that ended with that. */
    public Exception reason(Exception e) {
        return whom == null
                ? e
                : new FillDelayedException(
                        "the fill gave way to " + whom + ", who waits for the table; it begins anew");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
