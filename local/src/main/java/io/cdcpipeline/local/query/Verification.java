package io.cdcpipeline.local.query;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.wait.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Has the running job compare source and lake, at a place that both are at though changes go on. */
public record Verification(JobControl job) {

    private static final long POLL_MILLIS = 100;

    /**
     * Takes as long as the tables are large.
     *
     * @param tables {@code schema.table} each; empty for all that are captured
     * @param answer how long a job that is starting may take until it answers
     * @param told how it stands, now and then; empty while the job is being started anew, which begins it once more
     */
    public List<TableVerification> run(List<String> tables, Deadline answer, Consumer<Optional<OperationStatus>> told)
            throws InterruptedException {
        OperationRequest request = new OperationRequest(UUID.randomUUID().toString(), OperationKind.VERIFY, tables);
        OperationStatus status = job.ask(request, answer);
        while (!status.phase().hasEnded()) {
            Thread.sleep(POLL_MILLIS);
            Optional<OperationStatus> now = job.askAgain(request);
            told.accept(now);
            status = now.orElse(status);
        }
        List<TableVerification> verified = job.verified(request);
        if (verified.isEmpty()) {
            throw new LocalException("The comparison came to nothing: " + status.result());
        }
        return verified;
    }
}
