package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import java.time.Duration;
import java.time.Instant;

/** What becomes of an operation whose pipeline is not there: one that is created together with its pipeline waits for it. */
final class MissingPipeline {

    static final Duration GRACE = Duration.ofSeconds(30);

    private MissingPipeline() {}

    static Outcome outcome(CdcOperation operation, Instant now) {
        String name = operation.getSpec().pipeline();
        Instant created = Instant.parse(operation.getMetadata().getCreationTimestamp());
        boolean waits = !OperationStatuses.isRunning(operation) && now.isBefore(created.plus(GRACE));
        return waits
                ? new Outcome.Pending("PipelineNotFound", "waits for CdcPipeline " + name + ", which is not there")
                : new Outcome.Failed(
                        "PipelineNotFound",
                        "There is no CdcPipeline " + name + " in namespace "
                                + operation.getMetadata().getNamespace()
                                + ": create the operation in its pipeline's namespace, with the pipeline's name");
    }
}
