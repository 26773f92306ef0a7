package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.TableEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maintains one table after another, beside the batches and with an engine of its own. */
public final class MaintenanceThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceThread.class);
    private static final long TICK_SECONDS = 5;
    private static final long TRIM_SECONDS = 60;

    private final TableEngine engine;
    private final Supplier<List<String>> tables;
    private final MaintenanceSchedule schedule;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "maintenance");
        thread.setDaemon(true);
        return thread;
    });

    /** @param tables paths of those that there are now */
    MaintenanceThread(TableEngine engine, Supplier<List<String>> tables, MaintenanceSchedule schedule) {
        this.engine = engine;
        this.tables = tables;
        this.schedule = schedule;
    }

    MaintenanceThread start() {
        clock.scheduleWithFixedDelay(this::maintainNext, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** Does something else now and then, which need not wait for a table that takes long. */
    MaintenanceThread alongside(TableEngine own, Consumer<TableEngine> work) {
        clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.accept(own);
                    } catch (Exception e) {
                        LOG.warn("Topics keep what all tables have for now", e);
                    }
                },
                TRIM_SECONDS,
                TRIM_SECONDS,
                TimeUnit.SECONDS);
        return this;
    }

    /** Does something else at each tick. */
    MaintenanceThread withLetters(LetterUpkeep letters) {
        clock.scheduleWithFixedDelay(letters, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** A table that cannot be maintained now is no worse for it: it is tried again the next day. */
    void maintainNext() {
        Optional<String> next = schedule.next(tables.get());
        try {
            next.ifPresent(path -> engine.table(path).maintain());
        } catch (Exception e) {
            LOG.warn("Files that nobody needs stay in {}", next.orElseThrow(), e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
