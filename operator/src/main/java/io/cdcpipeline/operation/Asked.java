package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperationSpec;
import io.cdcpipeline.api.RestartStage;
import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationRequest;
import java.util.List;
import java.util.Optional;

/** What an operation asks for: exactly one thing, as the definition's rules see to. */
sealed interface Asked {

    /** Of a subject. */
    String ALL = "all tables";

    /** The job does it. @param tables empty for all */
    record OfJob(OperationKind operation, List<String> tables) implements Asked {

        private Optional<String> sharedTables(OfJob other) {
            if (tables.isEmpty() || other.tables.isEmpty()) {
                return Optional.of(ALL);
            }
            Optional<String> table =
                    tables.stream().filter(other.tables::contains).findFirst();
            // The job does these one after another, whichever tables they are about.
            boolean alone = operation == other.operation
                    && operation != OperationKind.SNAPSHOT
                    && operation != OperationKind.RETRY_DEAD_LETTERS;
            return table.map(t -> "table " + t).or(() -> alone ? Optional.of(operation.text()) : Optional.empty());
        }
    }

    /** The operator does it. */
    record Restart(RestartStage stage) implements Asked {}

    static Asked of(CdcOperationSpec spec) {
        if (spec.snapshot() != null) {
            return new OfJob(OperationKind.SNAPSHOT, spec.snapshot().tables());
        }
        if (spec.verify() != null) {
            return new OfJob(OperationKind.VERIFY, spec.verify().tables());
        }
        if (spec.retryDeadLetters() != null) {
            return new OfJob(
                    OperationKind.RETRY_DEAD_LETTERS, spec.retryDeadLetters().tables());
        }
        if (spec.dropDeadLetters() != null) {
            return new OfJob(
                    OperationKind.DROP_DEAD_LETTERS, spec.dropDeadLetters().asked());
        }
        return spec.compact() != null
                ? new OfJob(OperationKind.COMPACT, spec.compact().tables())
                : new Restart(spec.restart().stage());
    }

    /** What {@code status.kind} says. */
    default String kind() {
        return this instanceof OfJob job ? job.operation().text() : "Restart";
    }

    /** What it is about, as a message says it. */
    default String subject() {
        if (this instanceof OfJob job) {
            return switch (job.tables().size()) {
                case 0 -> ALL;
                case 1 ->
                    job.tables().get(0).equals(OperationRequest.ALL)
                            ? ALL
                            : job.tables().get(0);
                default -> job.tables().size() + " tables";
            };
        }
        return ((Restart) this).stage() == RestartStage.APPLY ? "Apply" : "Capture";
    }

    /** What both are about, so that one has to wait for the other; empty when they may run at once. */
    default Optional<String> shared(Asked other) {
        if (this instanceof Restart || other instanceof Restart) {
            return equals(other) ? Optional.of(subject()) : Optional.empty();
        }
        return ((OfJob) this).sharedTables((OfJob) other);
    }
}
