package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.OperationProgress;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.operation.JobControlClient.Answer;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.apply.StatusService;
import java.util.Objects;
import java.util.Optional;

/**
 * Has the job do it. It is asked for the same operation, by the resource's uid, at every look: that tells how it stands, and
 * begins it anew in a job that was started since.
 */
final class JobWork {

    private final JobControlClient control;
    private final ControlTokens tokens;
    private final Settings settings;

    JobWork(JobControlClient control, ControlTokens tokens, Settings settings) {
        this.control = control;
        this.tokens = tokens;
        this.settings = settings;
    }

    Outcome ask(CdcOperation operation, CdcPipeline pipeline, Asked.OfJob asked) {
        Optional<JobControlClient.Job> job = job(pipeline);
        if (job.isEmpty()) {
            return later(operation, "NoToken", "the pipeline's Secret with the job's token is not there yet");
        }
        var request = new OperationRequest(operation.getMetadata().getUid(), asked.operation(), asked.tables());
        Answer answer = control.ask(job.get(), request);
        if (answer instanceof Answer.Known known) {
            return outcome(known.status());
        }
        if (answer instanceof Answer.Refused refused) {
            return new Outcome.Failed("Refused", "The job refuses: " + refused.sentence());
        }
        if (answer instanceof Answer.TokenRefused) {
            tokens.forget(pipeline);
            return later(
                    operation,
                    "TokenRefused",
                    "the job refuses the token of the pipeline's Secret; a new one reaches its pod within minutes");
        }
        return answer instanceof Answer.NotNow notNow
                ? later(operation, "JobUnreachable", notNow.sentence())
                : later(operation, "JobStarting", "the job is still starting");
    }

    /** Whether nothing of it is under way any more, as far as the job says. */
    boolean cancel(CdcOperation operation, CdcPipeline pipeline) {
        Optional<JobControlClient.Job> job = job(pipeline);
        if (job.isEmpty()) {
            return true;
        }
        Answer answer = control.cancel(job.get(), operation.getMetadata().getUid());
        if (answer instanceof Answer.TokenRefused) {
            tokens.forget(pipeline);
        }
        return answer instanceof Answer.Unknown
                || answer instanceof Answer.Known known
                        && known.status().phase().hasEnded();
    }

    /** What it says is not what an operation that has begun needs to forget: it goes on, or begins anew, with the job. */
    static Outcome later(CdcOperation operation, String reason, String message) {
        return OperationStatuses.isRunning(operation)
                ? new Outcome.Running(message, null, null)
                : new Outcome.Pending(reason, message);
    }

    private Optional<JobControlClient.Job> job(CdcPipeline pipeline) {
        return tokens.of(pipeline).map(token -> new JobControlClient.Job(StatusService.url(pipeline, settings), token));
    }

    private static Outcome outcome(OperationStatus status) {
        String message = Objects.requireNonNullElse(status.message(), "");
        String result = Objects.requireNonNullElse(status.result(), "");
        OperationProgress progress = OperationProgress.of(status.done(), status.total(), status.unit());
        return switch (status.phase()) {
            case PENDING -> new Outcome.Pending("Waiting", message);
            case RUNNING -> new Outcome.Running(message, progress, null);
            case SUCCEEDED -> new Outcome.Succeeded(result, progress);
            case FAILED -> new Outcome.Failed("OperationFailed", result);
            case CANCELLED -> new Outcome.Failed("Cancelled", "somebody has cancelled it at the job: " + result);
        };
    }
}
