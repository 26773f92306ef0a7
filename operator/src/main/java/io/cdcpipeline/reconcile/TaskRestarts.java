package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.cluster.ConnectorRestart;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.Conditions;
import io.cdcpipeline.observe.ConnectConditions;
import io.cdcpipeline.observe.StageCondition;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has a task that failed while its source was away started anew when that is back. Strimzi does so by itself, with pauses
 * that grow to an hour; and it knows nothing of the source. The same where the login to the source is another than before: a task
 * knows the one of its start, and fails when its connection breaks. A few times, for a new password reaches Connect's files a
 * minute later.
 */
public final class TaskRestarts {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(20);
    private static final int TIMES = 4;

    private final Clock clock;
    private final Map<ResourceID, Asked> asked = new ConcurrentHashMap<>();

    /** Logins with which a task has run since it was started anew for them. */
    private final Map<ResourceID, Instant> takenUp = new ConcurrentHashMap<>();

    /** @param why when the source was back or its login changed, for which it was asked so many times */
    private record Asked(Instant why, Instant last, int times) {

        boolean due(Instant now) {
            return times < TIMES && !now.isBefore(last.plus(FIRST_PAUSE.multipliedBy(1L << (times - 1))));
        }
    }

    public TaskRestarts(Clock clock) {
        this.clock = clock;
    }

    /** @return whether it may be asked for again, which no event will tell */
    boolean consider(Reconciliation reconciliation, StageCondition capturing) {
        ResourceID id = ResourceID.fromResource(reconciliation.pipeline());
        if (capturing.ready()) {
            Optional.ofNullable(asked.remove(id)).ifPresent(done -> takenUp.put(id, done.why()));
            return false;
        }
        Optional<Instant> why = capturing.reason().equals(ConnectConditions.TASK_FAILED)
                ? sourceBack(reconciliation.pipeline().getStatus()).or(() -> newLogin(reconciliation))
                : Optional.empty();
        if (why.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        Asked before = asked.get(id);
        boolean first = before == null || !before.why().equals(why.get());
        if (first || before.due(now) && !underWay(reconciliation)) {
            reconciliation.act(client -> ConnectorRestart.WHAT_FAILED.ask(
                    client,
                    reconciliation.names().namespace(),
                    reconciliation.names().connector()));
            asked.put(id, new Asked(why.get(), now, first ? 1 : before.times() + 1));
        }
        return asked.get(id).times() < TIMES;
    }

    /** Empty where it was there all the time: then the task failed of something else. */
    private static Optional<Instant> sourceBack(CdcPipelineStatus status) {
        Optional<Instant> source = since(status, ConditionType.SOURCE_READY, "True");
        Optional<Instant> failed = since(status, ConditionType.CAPTURING, "False");
        return failed.isPresent() ? source.filter(failed.get()::isBefore) : Optional.empty();
    }

    private Optional<Instant> newLogin(Reconciliation reconciliation) {
        Instant changed = reconciliation.polled().loginChanged();
        boolean opens = since(reconciliation.pipeline().getStatus(), ConditionType.SOURCE_READY, "True")
                .isPresent();
        return Optional.ofNullable(changed)
                .filter(at -> opens && !at.equals(takenUp.get(ResourceID.fromResource(reconciliation.pipeline()))));
    }

    private static Optional<Instant> since(CdcPipelineStatus status, ConditionType type, String value) {
        return Conditions.find(status == null ? null : status.conditions(), type.condition())
                .filter(condition -> value.equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .map(Instant::parse);
    }

    private static boolean underWay(Reconciliation reconciliation) {
        return reconciliation
                .live(WatchedKind.CONNECTOR, reconciliation.names().connector())
                .map(connector -> connector.annotation(ConnectorRestart.ANNOTATION) != null)
                .orElse(true);
    }
}
