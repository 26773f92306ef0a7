package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.APPLYING;
import static io.cdcpipeline.observe.ConditionType.TABLES_READY;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.JobConditions;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.observe.TableConditions;
import io.cdcpipeline.plan.StageName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The streaming job and what it needs. Never two drivers at once: see {@link DriverHandover}. */
public record ApplyStep(DriverHandover handover) implements Step {

    @Override
    public StepResult advance(Reconciliation reconciliation) {
        Optional<StageCondition> waits = handover.before(reconciliation);
        if (waits.isPresent()) {
            return new StepResult.Stop(Map.of(APPLYING, waits.get()));
        }
        Optional<Unapplied> refused = reconciliation.apply(StageName.APPLY);
        if (refused.isPresent()) {
            return refused(reconciliation, refused.get().condition());
        }
        Optional<StageCondition> stale = handover.after(reconciliation);
        return stale.isPresent() ? new StepResult.Requeue(Map.of(APPLYING, stale.get())) : look(reconciliation);
    }

    /** A job that runs goes on, whatever was not taken of a change: of its tables is told. */
    private static StepResult refused(Reconciliation reconciliation, StageCondition condition) {
        var seen =
                new EnumMap<ConditionType, StageCondition>(look(reconciliation).seen());
        seen.put(APPLYING, condition);
        return new StepResult.Requeue(seen);
    }

    @Override
    public StepResult watch(Reconciliation reconciliation) {
        return begun(reconciliation)
                ? look(reconciliation)
                : new StepResult.Stop(Map.of(APPLYING, NotStarted.notYet()));
    }

    @Override
    public boolean begun(Reconciliation reconciliation) {
        return reconciliation
                .live(WatchedKind.SERVICE, reconciliation.names().apply())
                .isPresent();
    }

    private static StepResult look(Reconciliation reconciliation) {
        Optional<ObservedResource> application = reconciliation.live(
                reconciliation.runner(), reconciliation.names().apply());
        ObservedJob job = reconciliation.polled().job();
        StageCondition applying = JobConditions.of(
                application,
                reconciliation.drivers(),
                job,
                reconciliation.spec().suspend());
        // Of tables only a job that runs can tell; else what it said last stands.
        return applying.ready() && job instanceof ObservedJob.Seen seen
                ? StepResult.of(Map.of(
                        APPLYING,
                        applying,
                        TABLES_READY,
                        TableConditions.of(
                                seen.status(),
                                UnfilledTables.of(reconciliation),
                                reconciliation.spec().repair().mode())))
                : StepResult.of(Map.of(APPLYING, applying));
    }
}
