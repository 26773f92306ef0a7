package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;

/** One step of an operation whose turn it is. */
record OperationWork(OperationClaim claim, JobWork job, RestartWork restart) {

    Outcome advance(CdcOperation operation, CdcPipeline pipeline) {
        if (pipeline.getSpec().suspend()) {
            return JobWork.later(
                    operation, "Suspended", "the pipeline is suspended: it goes on when spec.suspend is false");
        }
        Asked asked = Asked.of(operation.getSpec());
        if (asked instanceof Asked.Restart again) {
            return taken(operation, pipeline, false)
                    ? restart.advance(operation, pipeline, again.stage())
                    : changed(operation);
        }
        Optional<String> waits = notApplying(pipeline);
        if (waits.isPresent()) {
            return JobWork.later(operation, "NotApplying", waits.get());
        }
        return taken(operation, pipeline, true)
                ? job.ask(operation, pipeline, (Asked.OfJob) asked)
                : changed(operation);
    }

    private boolean taken(CdcOperation operation, CdcPipeline pipeline, boolean finalizer) {
        return claim.take(operation, pipeline, finalizer);
    }

    /** Somebody has changed it since it was seen: the next look has it as it is. */
    private static Outcome changed(CdcOperation operation) {
        return JobWork.later(operation, "Waiting", "its turn has come");
    }

    private static Optional<String> notApplying(CdcPipeline pipeline) {
        Optional<Condition> applying = pipeline.getStatus() == null
                ? Optional.empty()
                : Conditions.find(pipeline.getStatus().conditions(), ConditionType.APPLYING.condition());
        if (applying.filter(c -> "True".equals(c.getStatus())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("waits for the pipeline's job, which does not run now: "
                + applying.map(Condition::getMessage).orElse("the pipeline is starting"));
    }
}
