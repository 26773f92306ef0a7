package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.fill.SourceReaders;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Recovery} beside the batches. */
public final class RecoveryThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryThread.class);
    private static final long TICK_MILLIS = 500;
    private static final long LOOK_MILLIS = 1000;
    /** All waits for the first one, before which neither stream nor slot was there, and the source has nothing to tell. */
    private static final long FIRST_LOOK_MILLIS = 100;

    private static final long WATCH_SECONDS = 10;
    /** A table with much to read does not keep another from being tried; batches keep most of the engines. */
    private static final int TABLES_AT_ONCE = 2;

    private final BatchMembership membership;
    private final Recovery recovery;
    private final CatalogWatch catalog;
    private final SparkSession session;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(3, RecoveryThread::thread);
    private final ExecutorService workers = Executors.newFixedThreadPool(TABLES_AT_ONCE, RecoveryThread::thread);

    /** A fill takes as long as its table is large. */
    private final ExecutorService filler = Executors.newFixedThreadPool(SourceReaders.TABLES, RecoveryThread::thread);

    private RecoveryThread(LakeApplication application, SparkSession session) {
        this.membership = application.membership();
        this.recovery = application.recovery();
        this.catalog = application.catalog();
        this.session = session;
    }

    /** Begins at once; ends when it is closed. */
    public static RecoveryThread start(LakeApplication application, SparkSession session) {
        RecoveryThread thread = new RecoveryThread(application, session);
        thread.clock.scheduleWithFixedDelay(thread::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (thread.catalog != null) {
            thread.clock.schedule(thread::look, 0, TimeUnit.MILLISECONDS);
        }
        thread.clock.scheduleWithFixedDelay(thread::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
        return thread;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "recovery");
        thread.setDaemon(true);
        return thread;
    }

    private void tick() {
        try {
            membership.callForFill();
            membership.parkSlow();
            membership.handOverBetweenBatches();
            start();
        } catch (RuntimeException e) {
            LOG.warn("Tables that are behind are looked at again", e);
        }
    }

    private void look() {
        boolean first = !catalog.hasLooked();
        long start = System.nanoTime();
        boolean answered = false;
        try {
            catalog.look();
            answered = true;
        } catch (RuntimeException e) {
            LOG.warn("{}; it is asked again", e.getMessage());
        }
        if (first && catalog.hasLooked()) {
            tick();
        }
        if (!clock.isShutdown()) {
            long pause = answered && !catalog.hasLooked() ? FIRST_LOOK_MILLIS : rest(System.nanoTime() - start);
            clock.schedule(this::look, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** Twenty times as long as a look takes, for the source's sake. */
    private static long rest(long nanos) {
        return Math.max(LOOK_MILLIS, 20 * TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private void start() {
        recovery.takeDue().forEach((table, lagging) -> (recovery.isFilling(table) ? filler : workers).execute(() -> {
            try {
                recovery.tryAgain(session, table, lagging);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void watch() {
        try {
            membership.watchTopics();
        } catch (RuntimeException e) {
            // Kafka does not answer: the batches say so, and the next look comes.
            LOG.debug("Topics cannot be looked at", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
        filler.shutdownNow();
    }
}
