package io.cdcpipeline.poll;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait before something is tried again: a quarter of the time that it has not been well. That doubles again
 * and again as a counter of attempts would, never gives up, and survives a restart of the operator.
 */
public final class Backoff {

    private static final int PART = 4;

    private Backoff() {}

    /** Empty for a pipeline that is ready. */
    public static Optional<Duration> of(CdcPipeline pipeline, Instant now, Duration soonest, Duration latest) {
        Optional<Condition> ready = ready(pipeline);
        if (ready.isEmpty()) {
            return Optional.of(soonest);
        }
        if ("True".equals(ready.get().getStatus())) {
            return Optional.empty();
        }
        Duration delay = Duration.between(Instant.parse(ready.get().getLastTransitionTime()), now)
                .dividedBy(PART);
        return Optional.of(delay.compareTo(soonest) < 0 ? soonest : delay.compareTo(latest) > 0 ? latest : delay);
    }

    static Optional<Condition> ready(CdcPipeline pipeline) {
        List<Condition> conditions =
                pipeline.getStatus() == null ? null : pipeline.getStatus().conditions();
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(c -> ConditionType.READY.equals(c.getType()))
                        .findFirst();
    }
}
