package io.cdcpipeline.teardown;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.api.DeletionPolicy;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.Conditions;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.poll.SourceClient;
import io.cdcpipeline.reconcile.NotStarted;
import io.cdcpipeline.reconcile.Reconciliation;
import io.cdcpipeline.source.Refusal;
import io.cdcpipeline.source.Remedies;
import io.cdcpipeline.source.SlotRemoval;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drops slot and publication: a slot that nobody reads fills the source's disk. */
record DropSlot(SourceClient source) implements TeardownStep {

    @Override
    public Progress take(Reconciliation reconciliation, ClusterActions actions) {
        if (!(reconciliation.spec().source().kind() instanceof Postgresql)) {
            return new Progress.Done(); // a replica leaves nothing behind
        }
        if (neverCaptured(reconciliation) || reconciliation.managedDatabase() && goesItself(reconciliation)) {
            return new Progress.Done();
        }
        SlotRemoval removal = source.drop(reconciliation.pipeline());
        if (!removal.removed().isEmpty()) {
            reconciliation.happened(
                    PipelineEvent.normal("SlotDropped", "Dropped " + String.join(" and ", removal.removed())));
        }
        List<SlotRemoval.Left> left = removal.left().stream()
                .filter(l -> l.reason() != Refusal.NO_SUCH_DATABASE && l.reason() != Refusal.READ_ONLY)
                .toList();
        Remedies remedies = source.remedies(reconciliation.pipeline());
        removal.left().stream()
                .filter(l -> l.reason() == Refusal.READ_ONLY)
                .forEach(l -> reconciliation.happened(PipelineEvent.warning("LeftBehind", onPrimary(l, remedies))));
        return left.isEmpty() ? new Progress.Done() : new Progress.Pending(sentence(reconciliation, left, remedies));
    }

    /**
     * The connector never had its turn, so there is no slot: a pipeline that was wrong from the start goes at once. That the
     * connector is not there says nothing where its kind is gone from the cluster; that the slot was seen does.
     */
    private static boolean neverCaptured(Reconciliation reconciliation) {
        if (slotWasSeen(reconciliation.pipeline())) {
            return false;
        }
        CdcPipelineStatus status = reconciliation.pipeline().getStatus();
        boolean waits = Conditions.find(
                        status == null ? null : status.conditions(), ConditionType.CONNECT_READY.condition())
                .map(c -> NotStarted.notYet().reason().equals(c.getReason()))
                .orElse(true);
        return waits
                && reconciliation
                        .live(WatchedKind.CONNECTOR, reconciliation.names().connector())
                        .isEmpty();
    }

    private static boolean slotWasSeen(CdcPipeline pipeline) {
        return pipeline.getStatus() != null
                && pipeline.getStatus().source() != null
                && pipeline.getStatus().source().retainedWal() != null;
    }

    /** No waiting helps: a standby has slots of its own, but its publications are the primary's. */
    private static String onPrimary(SlotRemoval.Left left, Remedies remedies) {
        return left.what() + " is left (" + left.message() + "): " + remedies.of(left.reason()) + ", DROP "
                + left.what();
    }

    /** A managed database takes its slot with it, unless it is to be kept. */
    private static boolean goesItself(Reconciliation reconciliation) {
        Optional<ObservedResource> database = reconciliation.live(
                WatchedKind.STATEFUL_SET, reconciliation.names().database());
        return reconciliation.spec().deletionPolicy() == DeletionPolicy.DELETE
                || database.isEmpty()
                || database.get().leaving();
    }

    private static String sentence(Reconciliation reconciliation, List<SlotRemoval.Left> left, Remedies remedies) {
        String what = left.stream().map(SlotRemoval.Left::what).collect(Collectors.joining(" and "));
        return what + " could not be dropped (" + left.get(0).message() + "; "
                + remedies.of(left.get(0).reason()) + "): SELECT pg_drop_replication_slot('"
                + reconciliation.names().slot() + "'), or the source's disk fills up";
    }
}
