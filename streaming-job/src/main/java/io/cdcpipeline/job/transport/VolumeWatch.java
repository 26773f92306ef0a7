package io.cdcpipeline.job.transport;

import io.cdcpipeline.contract.BrokerVolume;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how full the brokers' volumes are. A broker whose volume is full ends, and then nobody can ask it why: what it said
 * last is what is known.
 */
public final class VolumeWatch implements AutoCloseable {

    /** A volume of a gigabyte can fill within a minute. */
    public static final Duration EVERY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(VolumeWatch.class);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "volumes");
        thread.setDaemon(true);
        return thread;
    });

    private VolumeWatch() {}

    /** Ends when it is closed. @param ask what may throw: then what was told before stands */
    public static VolumeWatch start(
            Duration every, Supplier<List<BrokerVolume>> ask, Consumer<List<BrokerVolume>> tell) {
        VolumeWatch watch = new VolumeWatch();
        watch.clock.scheduleWithFixedDelay(() -> look(ask, tell), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private static void look(Supplier<List<BrokerVolume>> ask, Consumer<List<BrokerVolume>> tell) {
        try {
            tell.accept(ask.get());
        } catch (RuntimeException e) {
            LOG.debug("The brokers do not say how full their volumes are", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
