package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.APPLYING;
import static io.cdcpipeline.observe.ConditionType.TABLES_READY;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.JobConditions;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.observe.TableConditions;
import io.cdcpipeline.plan.StageName;
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
        Optional<StageCondition> refused = reconciliation.apply(StageName.APPLY);
        if (refused.isPresent()) {
            return new StepResult.Requeue(Map.of(APPLYING, refused.get()));
        }
        Optional<StageCondition> stale = handover.after(reconciliation);
        return stale.isPresent() ? new StepResult.Requeue(Map.of(APPLYING, stale.get())) : look(reconciliation);
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
                        TableConditions.of(seen.status(), UnfilledTables.of(reconciliation))))
                : StepResult.of(Map.of(APPLYING, applying));
    }
}
