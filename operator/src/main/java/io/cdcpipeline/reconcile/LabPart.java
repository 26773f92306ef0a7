package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.LabStatus;
import io.cdcpipeline.api.LakeSpec;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.LabConditions;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JupyterLab beside a pipeline: no step of it, for none waits for it and the pipeline is ready without. */
public final class LabPart {

    private static final List<WatchedKind> KINDS =
            List.of(WatchedKind.STATEFUL_SET, WatchedKind.SERVICE, WatchedKind.CONFIG_MAP, WatchedKind.SECRET);

    private LabPart() {}

    /**
     * Brings it to what the plan wants, or takes it away, and says how it stands.
     *
     * @param running whether all stages are ready: it reads what they make
     * @return whether that was refused, and is to be tried again
     */
    public static boolean advance(
            Reconciliation reconciliation, boolean running, Map<ConditionType, StageCondition> seen) {
        if (reconciliation.plan().lab().isEmpty()) {
            Optional<StageCondition> refused = remove(reconciliation);
            refused.ifPresent(condition -> seen.put(ConditionType.LAB_READY, condition));
            return refused.isPresent();
        }
        boolean begun = statefulSet(reconciliation).isPresent();
        Optional<StageCondition> refused = running || begun
                ? reconciliation.applyLab(reconciliation.plan().lab().get()).map(Unapplied::condition)
                : Optional.empty();
        seen.put(
                ConditionType.LAB_READY,
                refused.orElseGet(() -> LabConditions.of(
                        statefulSet(reconciliation),
                        reconciliation.pods(Component.LAB.label()),
                        status(reconciliation),
                        reachesLake(reconciliation.spec().lake()))));
        return refused.isPresent();
    }

    /** The notebooks' readers open a volume and S3. */
    private static boolean reachesLake(LakeSpec lake) {
        return lake.path() == null || lake.path().startsWith("s3a:");
    }

    /** How it is reached; null where none is wanted. */
    public static LabStatus status(Reconciliation reconciliation) {
        return reconciliation.plan().lab().map(Plan.Lab::access).orElse(null);
    }

    private static Optional<io.cdcpipeline.observe.ObservedResource> statefulSet(Reconciliation reconciliation) {
        return reconciliation.live(
                WatchedKind.STATEFUL_SET, reconciliation.names().lab());
    }

    /** All but the volume with the users' work, of which its StatefulSet knows what is to become. */
    private static Optional<StageCondition> remove(Reconciliation reconciliation) {
        return KINDS.stream()
                .flatMap(kind -> reconciliation.all(kind).stream()
                        .filter(resource -> Component.LAB.label().equals(resource.label("app.kubernetes.io/name")))
                        .filter(resource -> !resource.leaving())
                        .flatMap(resource -> reconciliation.remove(kind, resource).stream()))
                .toList() // each is tried, also behind one that was refused
                .stream()
                .findFirst();
    }
}
