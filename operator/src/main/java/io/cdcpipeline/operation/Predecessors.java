package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Which operation comes before another one: two that are about the same never run at once. Pure. */
final class Predecessors {

    private static final Comparator<CdcOperation> ORDER = Comparator.comparing(
                    (CdcOperation o) -> o.getMetadata().getCreationTimestamp())
            .thenComparing(o -> o.getMetadata().getUid());

    private Predecessors() {}

    /** @param all those of the namespace, the operation itself among them or not */
    static Optional<Outcome.Pending> of(CdcOperation operation, Stream<CdcOperation> all) {
        if (OperationStatuses.isRunning(operation)) {
            return Optional.empty();
        }
        Asked asked = Asked.of(operation.getSpec());
        return all.filter(other -> isBefore(other, operation))
                .sorted(ORDER)
                .flatMap(other -> asked
                        .shared(Asked.of(other.getSpec()))
                        .map(what -> new Outcome.Pending(
                                "Waiting",
                                "waits for CdcOperation " + other.getMetadata().getName() + ", which comes first for "
                                        + what))
                        .stream())
                .findFirst();
    }

    private static boolean isBefore(CdcOperation other, CdcOperation operation) {
        boolean another =
                !other.getMetadata().getUid().equals(operation.getMetadata().getUid())
                        && other.getSpec().pipeline().equals(operation.getSpec().pipeline());
        return another
                && !OperationStatuses.hasEnded(other)
                && (OperationStatuses.isRunning(other) || ORDER.compare(other, operation) < 0);
    }
}
