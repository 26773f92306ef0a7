package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.CAPTURING;
import static io.cdcpipeline.observe.ConditionType.CONNECT_READY;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.ConnectConditions;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.StageName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Connect and the connector in it: Strimzi brings the one up before the other. */
public record CaptureStep(TaskRestarts restarts) implements Step {

    @Override
    public StepResult advance(Reconciliation reconciliation) {
        UnfilledTables.note(reconciliation);
        Optional<Unapplied> refused = reconciliation.apply(StageName.CAPTURE);
        return refused.map(unapplied -> refused(reconciliation, unapplied)).orElseGet(() -> mend(reconciliation));
    }

    private StepResult mend(Reconciliation reconciliation) {
        StepResult seen = look(reconciliation);
        return restarts.consider(reconciliation, seen.seen().get(CAPTURING))
                ? new StepResult.Requeue(seen.seen())
                : seen;
    }

    /** A connector that runs goes on, whatever was not taken of a change. */
    private static StepResult refused(Reconciliation reconciliation, Unapplied refused) {
        var seen = new EnumMap<ConditionType, StageCondition>(seen(reconciliation));
        if (reconciliation
                .live(WatchedKind.CONNECTOR, reconciliation.names().connector())
                .isEmpty()) {
            seen.put(CAPTURING, NotStarted.notYet());
        }
        seen.put(refused.kind() == WatchedKind.CONNECTOR ? CAPTURING : CONNECT_READY, refused.condition());
        return new StepResult.Requeue(seen);
    }

    @Override
    public StepResult watch(Reconciliation reconciliation) {
        return begun(reconciliation)
                ? look(reconciliation)
                : new StepResult.Stop(Map.of(CONNECT_READY, NotStarted.notYet(), CAPTURING, NotStarted.notYet()));
    }

    @Override
    public boolean begun(Reconciliation reconciliation) {
        return reconciliation
                .live(WatchedKind.CONNECT, reconciliation.names().connect())
                .isPresent();
    }

    /** A suspended pipeline captures nothing, and its job is to be stopped all the same. */
    private static StepResult look(Reconciliation reconciliation) {
        Map<ConditionType, StageCondition> seen = seen(reconciliation);
        return reconciliation.spec().suspend() ? new StepResult.GoOn(seen) : StepResult.of(seen);
    }

    private static Map<ConditionType, StageCondition> seen(Reconciliation reconciliation) {
        Optional<ObservedResource> connect =
                reconciliation.live(WatchedKind.CONNECT, reconciliation.names().connect());
        Optional<ObservedResource> connector = reconciliation.live(
                WatchedKind.CONNECTOR, reconciliation.names().connector());
        StageCondition workers = ConnectConditions.workers(
                reconciliation.names().connect(),
                connect,
                reconciliation.strimziPods(reconciliation.names().connect()));
        StageCondition capturing = ConnectConditions.connector(
                reconciliation.names().connector(),
                connector,
                reconciliation.polled().connector(),
                reconciliation.spec().suspend());
        return Map.of(CONNECT_READY, workers, CAPTURING, capturing);
    }
}
