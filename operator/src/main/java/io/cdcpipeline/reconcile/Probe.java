package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.polling.PerResourcePollingConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.event.source.polling.PerResourcePollingEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls what no watch tells, off the reconciler's threads; a change of it starts a pass. */
final class Probe extends PerResourcePollingEventSource<Polled, CdcPipeline, String> {

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    /** One slow database must not keep twenty others waiting. */
    private static final int THREADS = 4;

    private static final String ONE = "polled";

    private final Fetcher fetcher;

    private Probe(EventSourceContext<CdcPipeline> context, Fetcher fetcher, ScheduledExecutorService threads) {
        super(
                Polled.class,
                context,
                new PerResourcePollingConfigurationBuilder<Polled, CdcPipeline, String>(fetcher, fetcher.stable)
                        .withName(ONE)
                        .withExecutorService(threads)
                        .withResourceIDMapper(polled -> ONE)
                        .build());
        this.fetcher = fetcher;
    }

    static Probe of(EventSourceContext<CdcPipeline> context, Fetcher fetcher) {
        return new Probe(context, fetcher, Executors.newScheduledThreadPool(THREADS, task -> {
            var thread = new Thread(task, "probe");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** What is known for this very spec; asked now when the last answers were for another. */
    Polled current(CdcPipeline pipeline) {
        return last(pipeline)
                .filter(p -> p.generation() == generation(pipeline))
                .orElseGet(() -> {
                    Set<Polled> now = fetcher.fetchResources(pipeline);
                    handleResources(ResourceID.fromResource(pipeline), now, false);
                    return now.iterator().next();
                });
    }

    private Optional<Polled> last(CdcPipeline pipeline) {
        return getSecondaryResource(ResourceID.fromResource(pipeline));
    }

    private static long generation(CdcPipeline pipeline) {
        return pipeline.getMetadata().getGeneration();
    }

    /**
     * @param leading a replica that only stands by asks nobody
     * @param stable between two looks at a pipeline that is ready
     */
    record Fetcher(LookAround around, BooleanSupplier leading, Duration stable, Clock clock)
            implements ResourceFetcher<Polled, CdcPipeline> {

        private static final Duration SOONEST = Duration.ofSeconds(2);
        private static final Duration LATEST = Duration.ofSeconds(30);

        /** Never throws: a fetcher that did would not be asked again. */
        @Override
        public Set<Polled> fetchResources(CdcPipeline pipeline) {
            try {
                return Set.of(leading.getAsBoolean() ? around.at(pipeline) : Polled.nothing(-1));
            } catch (RuntimeException e) {
                LOG.warn("Could not look at {}", ResourceID.fromResource(pipeline), e);
                return Set.of(Polled.nothing(generation(pipeline)));
            }
        }

        /** The longer something has been wrong, the longer it may wait to be looked at, but it always is. */
        @Override
        public Optional<Duration> fetchDelay(Set<Polled> last, CdcPipeline pipeline) {
            Duration soonest = stable.compareTo(SOONEST) < 0 ? stable : SOONEST;
            return Optional.of(
                    Backoff.of(pipeline, clock.instant(), soonest, LATEST).orElse(stable));
        }
    }
}
