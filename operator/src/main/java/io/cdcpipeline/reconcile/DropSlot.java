package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.DeletionPolicy;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.Happening;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.source.Refusal;
import io.cdcpipeline.source.SlotRemoval;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drops slot and publication: a slot that nobody reads fills the source's disk. */
record DropSlot(SourceQuestion source) implements TeardownStep {

    @Override
    public Progress take(Pass pass, Hands hands) {
        if (neverCaptured(pass) || pass.managedDatabase() && goesItself(pass)) {
            return new Progress.Done();
        }
        SlotRemoval removal = source.drop(pass.pipeline());
        if (!removal.removed().isEmpty()) {
            pass.happened(Happening.normal("SlotDropped", "Dropped " + String.join(" and ", removal.removed())));
        }
        List<SlotRemoval.Left> left = removal.left().stream()
                .filter(l -> l.reason() != Refusal.NO_SUCH_DATABASE)
                .toList();
        return left.isEmpty() ? new Progress.Done() : new Progress.Pending(sentence(pass, left));
    }

    /** The connector never had its turn, so there is no slot: a pipeline that was wrong from the start goes at once. */
    private static boolean neverCaptured(Pass pass) {
        boolean waits = condition(pass.pipeline(), ConditionType.CONNECT_READY.condition())
                .map(c -> Turn.notYet().reason().equals(c.getReason()))
                .orElse(true);
        return waits
                && pass.live(WatchedKind.CONNECTOR, pass.names().connector()).isEmpty();
    }

    /** A managed database takes its slot with it, unless it is to be kept. */
    private static boolean goesItself(Pass pass) {
        Optional<Live> database =
                pass.live(WatchedKind.STATEFUL_SET, pass.names().database());
        return pass.spec().deletionPolicy() == DeletionPolicy.DELETE
                || database.isEmpty()
                || database.get().leaving();
    }

    private static String sentence(Pass pass, List<SlotRemoval.Left> left) {
        String what = left.stream().map(SlotRemoval.Left::what).collect(Collectors.joining(" and "));
        return what + " could not be dropped (" + left.get(0).message() + "): SELECT pg_drop_replication_slot('"
                + pass.names().slot() + "'), or the source's disk fills up";
    }

    private static Optional<Condition> condition(CdcPipeline pipeline, String type) {
        return pipeline.getStatus() == null || pipeline.getStatus().conditions() == null
                ? Optional.empty()
                : pipeline.getStatus().conditions().stream()
                        .filter(c -> type.equals(c.getType()))
                        .findFirst();
    }
}
