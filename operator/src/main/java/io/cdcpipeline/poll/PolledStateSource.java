package io.cdcpipeline.poll;

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

/** Polls what no watch tells, off the reconciler's threads; a change of it starts a reconciliation. */
public final class PolledStateSource extends PerResourcePollingEventSource<PolledState, CdcPipeline, String> {

    private static final Logger LOG = LoggerFactory.getLogger(PolledStateSource.class);
    /** One slow database must not keep twenty others waiting. */
    private static final int THREADS = 4;

    private static final String ONE = "polled";

    private final Fetcher fetcher;

    private PolledStateSource(
            EventSourceContext<CdcPipeline> context, Fetcher fetcher, ScheduledExecutorService threads) {
        super(
                PolledState.class,
                context,
                new PerResourcePollingConfigurationBuilder<PolledState, CdcPipeline, String>(fetcher, fetcher.stable)
                        .withName(ONE)
                        .withExecutorService(threads)
                        .withResourceIDMapper(polled -> ONE)
                        .build());
        this.fetcher = fetcher;
    }

    public static PolledStateSource of(EventSourceContext<CdcPipeline> context, Fetcher fetcher) {
        return new PolledStateSource(context, fetcher, Executors.newScheduledThreadPool(THREADS, task -> {
            var thread = new Thread(task, "probe");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /**
     * A look that was under way when a pipeline was deleted leaves the next one planned, which finds nobody and stays on the
     * books of the class above: a pipeline of the same name would never be looked at.
     */
    @Override
    public void onResourceCreated(CdcPipeline pipeline) {
        onResourceDeleted(pipeline);
        super.onResourceCreated(pipeline);
    }

    /** What is known for this very spec; asked now when the last answers were for another. */
    public PolledState current(CdcPipeline pipeline) {
        return last(pipeline)
                .filter(p -> p.isOf(pipeline) && !fetcher.around().isOutdated(p, pipeline))
                .orElseGet(() -> {
                    Set<PolledState> now = fetcher.fetchResources(pipeline);
                    handleResources(ResourceID.fromResource(pipeline), now, false);
                    return now.iterator().next();
                });
    }

    private Optional<PolledState> last(CdcPipeline pipeline) {
        return getSecondaryResource(ResourceID.fromResource(pipeline));
    }

    /**
     * @param leading a replica that only stands by asks nobody
     * @param stable between two looks at a pipeline that is ready
     */
    public record Fetcher(Poller around, BooleanSupplier leading, Duration stable, Clock clock)
            implements ResourceFetcher<PolledState, CdcPipeline> {

        private static final String NOBODY = "";
        private static final Duration SOONEST = Duration.ofSeconds(2);
        private static final Duration LATEST = Duration.ofSeconds(30);

        /** Never throws: a fetcher that did would not be asked again. */
        @Override
        public Set<PolledState> fetchResources(CdcPipeline pipeline) {
            try {
                return Set.of(leading.getAsBoolean() ? around.at(pipeline) : PolledState.nothing(NOBODY, -1));
            } catch (RuntimeException e) {
                LOG.warn("Could not look at {}", ResourceID.fromResource(pipeline), e);
                return Set.of(PolledState.nothing(
                        pipeline.getMetadata().getUid(), pipeline.getMetadata().getGeneration()));
            }
        }

        /** The longer something has been wrong, the longer it may wait to be looked at, but it always is. */
        @Override
        public Optional<Duration> fetchDelay(Set<PolledState> last, CdcPipeline pipeline) {
            Duration soonest = stable.compareTo(SOONEST) < 0 ? stable : SOONEST;
            return Optional.of(
                    Backoff.of(pipeline, clock.instant(), soonest, LATEST).orElse(stable));
        }
    }
}
