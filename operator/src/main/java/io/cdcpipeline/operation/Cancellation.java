package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.reconcile.ReconcilerContext;
import java.time.Instant;
import java.util.Optional;

/** The end of an operation that is deleted: the job gives it up, if it answers in time. */
record Cancellation(OperationClaim claim, JobWork job, ReconcilerContext context) {

    /** @return whether the operation may go, as far as this operator is concerned */
    boolean advance(CdcOperation operation, Optional<CdcPipeline> pipeline) {
        if (!operation.hasFinalizer(OperationClaim.FINALIZER)) {
            return true;
        }
        boolean ended =
                OperationStatuses.hasEnded(operation) || pipeline.isEmpty() || job.cancel(operation, pipeline.get());
        if (!ended && isOverdue(operation)) {
            context.events()
                    .write(
                            operation,
                            PipelineEvent.warning(
                                    "NotCancelled",
                                    "The job does not answer: what it has begun of this operation may go on until it ends"));
        }
        return (ended || isOverdue(operation)) && claim.release(operation);
    }

    private boolean isOverdue(CdcOperation operation) {
        return context.clock()
                .instant()
                .isAfter(Instant.parse(operation.getMetadata().getDeletionTimestamp())
                        .plus(context.teardownTimeout()));
    }
}
