package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.poll.PolledState;
import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.WalLimit;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pipelines' exact figures, which their status shows in steps or not at all. */
public final class PipelineMetrics {

    private final Map<ResourceID, Shown> pipelines = new ConcurrentHashMap<>();
    private final MultiGauge conditions;
    private final MultiGauge lag;
    private final MultiGauge rate;
    private final MultiGauge deadLetters;
    private final MultiGauge retained;
    private final MultiGauge budget;

    private record Shown(CdcPipelineStatus status, PolledState polled, WalLimit limit) {}

    public PipelineMetrics(MeterRegistry registry) {
        conditions = gauge(registry, "cdc.pipeline.condition", "1: the condition is True, 0: False, -1: Unknown", null);
        lag = gauge(registry, "cdc.pipeline.lag", "How far the tables are behind the source", "seconds");
        rate = gauge(registry, "cdc.pipeline.applied.events", "Changes applied in a second", null);
        deadLetters = gauge(registry, "cdc.pipeline.dead.letters", "Events that could not be read", null);
        retained = gauge(registry, "cdc.pipeline.retained.wal", "Log that the source keeps for the slot", "bytes");
        budget = gauge(registry, "cdc.pipeline.wal.budget", "Log that the source may keep for the slot", "bytes");
    }

    public void show(CdcPipeline pipeline, CdcPipelineStatus status, PolledState polled) {
        pipelines.put(
                ResourceID.fromResource(pipeline),
                new Shown(
                        status, polled, WalLimit.of(pipeline.getSpec().source().kind())));
    }

    public void forget(CdcPipeline pipeline) {
        pipelines.remove(ResourceID.fromResource(pipeline));
    }

    /** Brings the gauges up to date, before they are read. */
    public void refresh() {
        conditions.register(
                pipelines.entrySet().stream()
                        .flatMap(e -> e.getValue().status().conditions().stream()
                                .map(c -> Row.of(tags(e.getKey()).and("type", c.getType()), value(c))))
                        .toList(),
                true);
        refresh(lag, shown -> job(shown) == null ? null : job(shown).lagSeconds());
        refresh(rate, shown -> job(shown) == null ? null : job(shown).eventsPerSecond());
        refresh(deadLetters, shown -> job(shown) == null ? null : job(shown).deadLetters());
        refresh(retained, PipelineMetrics::retained);
        refresh(budget, shown -> retained(shown) == null ? null : shown.limit().bytes());
    }

    private void refresh(MultiGauge gauge, Function<Shown, Number> value) {
        List<Row<?>> rows = pipelines.entrySet().stream()
                .flatMap(e -> Stream.ofNullable(value.apply(e.getValue()))
                        .<Row<?>>map(number -> Row.of(tags(e.getKey()), number)))
                .toList();
        gauge.register(rows, true);
    }

    private static JobStatus job(Shown shown) {
        return shown.polled().job() instanceof ObservedJob.Seen seen ? seen.status() : null;
    }

    private static Number retained(Shown shown) {
        return shown.polled().source() instanceof ObservedSource.Seen seen
                        && seen.log() instanceof ObservedSlot.Present present
                ? present.retainedBytes()
                : null;
    }

    private static int value(Condition condition) {
        return switch (Objects.requireNonNullElse(condition.getStatus(), "")) {
            case "True" -> 1;
            case "False" -> 0;
            default -> -1;
        };
    }

    private static Tags tags(ResourceID pipeline) {
        return Tags.of("namespace", pipeline.getNamespace().orElse(""), "name", pipeline.getName());
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description, String unit) {
        return MultiGauge.builder(name).description(description).baseUnit(unit).register(registry);
    }
}
