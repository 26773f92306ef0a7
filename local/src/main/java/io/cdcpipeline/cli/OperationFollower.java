package io.cdcpipeline.cli;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.local.query.JobControl;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.local.wait.TimedOutException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Has the job carry an operation out, and shows how it goes until it has ended. */
record OperationFollower(JobControl job, CommandSpec spec) {

    /** A job that was killed starts again in less. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    /** How long the job may take until it knows of an operation. */
    static Deadline answer() {
        return new Deadline(ANSWER);
    }

    /** @throws ParameterException when a name is none of a table */
    static OperationRequest request(OperationKind kind, List<String> tables, CommandSpec spec) {
        try {
            return new OperationRequest(UUID.randomUUID().toString(), kind, tables);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** @return what the command ends with */
    int follow(OperationRequest request, Duration timeout) throws InterruptedException {
        OperationStatus status = job.ask(request, answer());
        Deadline deadline = new Deadline(timeout);
        Terminal terminal = Terminal.of(spec.commandLine().getErr());
        try {
            while (!status.phase().hasEnded()) {
                deadline.pause(request.kind().text() + " goes on, " + doing(status));
                Optional<OperationStatus> now = job.askAgain(request);
                status = now.orElse(status);
                terminal.passing(doing(now));
            }
        } catch (TimedOutException e) {
            terminal.line(e.getMessage());
            return ExitCode.NO;
        }
        terminal.passing("");
        return tell(status);
    }

    /** @param status empty while the job does not answer */
    static String doing(Optional<OperationStatus> status) {
        return status.map(OperationFollower::doing).orElse("the job is being started anew");
    }

    private static String doing(OperationStatus status) {
        return status.done() + "/" + status.total() + " " + status.unit()
                + (status.message() == null ? "" : ": " + status.message());
    }

    private int tell(OperationStatus status) {
        boolean well = status.phase() == OperationPhase.SUCCEEDED;
        PrintWriter out =
                well ? spec.commandLine().getOut() : spec.commandLine().getErr();
        out.println(status.result());
        out.flush();
        return well ? ExitCode.DONE : ExitCode.NO;
    }
}
