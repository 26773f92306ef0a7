package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.SOURCE_READY;

import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.CnpgConditions;
import io.cdcpipeline.observe.Conditions;
import io.cdcpipeline.observe.LogConditions;
import io.cdcpipeline.observe.SourceConditions;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.plan.source.DatabaseScripts;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.WalLimit;
import io.fabric8.kubernetes.api.model.Condition;
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
        ObservedSource seen = reconciliation.polled().source();
        StageCondition condition = reconciliation.managedDatabase()
                ? SourceConditions.withLogins(
                        withLog(reconciliation, SourceConditions.managed(server(reconciliation), seen)),
                        reconciliation.polled().lostLogins(),
                        DatabaseScripts.setPasswords(reconciliation.names()))
                : withLog(reconciliation, ofOthers(reconciliation, seen));
        return StepResult.of(Map.of(SOURCE_READY, condition));
    }

    private static StageCondition ofOthers(Reconciliation reconciliation, ObservedSource seen) {
        return reconciliation.spec().source().kind() instanceof Postgresql postgresql && postgresql.cnpg() != null
                ? CnpgConditions.of(postgresql.cnpg(), reconciliation.polled().cluster(), seen)
                : SourceConditions.external(seen);
    }

    private static StageCondition withLog(Reconciliation reconciliation, StageCondition database) {
        String before = Optional.ofNullable(reconciliation.pipeline().getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), SOURCE_READY.condition()))
                .map(Condition::getReason)
                .orElse("");
        return LogConditions.with(
                database,
                reconciliation.polled().source(),
                WalLimit.of(reconciliation.spec().source().kind()),
                new LogConditions.Subject(reconciliation.names().slot(), before));
    }

    private static SourceConditions.Server server(Reconciliation reconciliation) {
        return new SourceConditions.Server(
                reconciliation.spec().source().kind().title(),
                reconciliation.live(
                        WatchedKind.STATEFUL_SET, reconciliation.names().database()),
                reconciliation.pods(
                        Component.of(reconciliation.spec().source().kind()).label()));
    }

    @Override
    public boolean begun(Reconciliation reconciliation) {
        return true;
    }
}
