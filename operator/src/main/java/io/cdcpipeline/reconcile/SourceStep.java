package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.SOURCE_READY;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.SourceConditions;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.plan.source.DatabaseScripts;
import java.util.Map;
import java.util.Optional;

/** The database: made, or only examined. */
public record SourceStep() implements Step {

    @Override
    public StepResult advance(Reconciliation reconciliation) {
        Optional<Unapplied> refused = reconciliation.apply(StageName.SOURCE);
        return refused.isPresent()
                ? new StepResult.Requeue(Map.of(SOURCE_READY, refused.get().condition()))
                : watch(reconciliation);
    }

    @Override
    public StepResult watch(Reconciliation reconciliation) {
        StageCondition condition = reconciliation.managedDatabase()
                ? SourceConditions.withLogins(
                        SourceConditions.managed(
                                server(reconciliation), reconciliation.polled().source()),
                        reconciliation.polled().lostLogins(),
                        DatabaseScripts.setPasswords(reconciliation.names()))
                : SourceConditions.external(reconciliation.polled().source());
        return StepResult.of(Map.of(SOURCE_READY, condition));
    }

    private static SourceConditions.Server server(Reconciliation reconciliation) {
        return new SourceConditions.Server(
                reconciliation.spec().source().kind().title(),
                reconciliation.live(
                        WatchedKind.STATEFUL_SET, reconciliation.names().database()),
                reconciliation.pods("postgresql"));
    }

    @Override
    public boolean begun(Reconciliation reconciliation) {
        return true;
    }
}
