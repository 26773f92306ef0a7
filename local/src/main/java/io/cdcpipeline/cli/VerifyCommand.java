package io.cdcpipeline.cli;

import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.query.JobControl;
import io.cdcpipeline.local.query.Verification;
import io.cdcpipeline.local.source.OnlyPostgresql;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.local.wait.CatchUp;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.local.wait.TimedOutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Compares source and lake, while changes go on: both as they were at one place in the source's log. Exit 1 and the"
                    + " keys of the rows that differ when they do.",
            "A table that differs is Incomplete from then on, and filled anew as spec.repair says."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "schema.table; default: all that are captured.")
    List<String> tables = List.of();

    @Mixin
    FolderOption folder;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.class,
            description = "How long to wait until each table is in the lake; default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Endpoints endpoints = LivePipeline.in(folder.home()).endpoints();
        OnlyPostgresql.require(endpoints, "cdc verify", "read both sides, the lake's by cdc sql");
        List<String> captured = new SourceDatabase(endpoints).capturedTables();
        new CapturedTables(captured).require(tables, spec);
        List<String> compared = tables.isEmpty() ? captured : tables;
        Terminal terminal = Terminal.of(spec.commandLine().getErr());
        Deadline deadline = new Deadline(timeout);
        try {
            new CatchUp(endpoints).awaitTables(compared, deadline);
        } catch (TimedOutException e) {
            terminal.line(e.getMessage());
            return ExitCode.NO;
        }
        List<TableVerification> verified = new Verification(new JobControl(endpoints))
                .run(compared, deadline, status -> terminal.passing(OperationFollower.doing(status)));
        terminal.passing("");
        verified.forEach(new VerificationText(spec.commandLine().getOut())::print);
        return verified.stream().allMatch(TableVerification::isEqual) ? ExitCode.DONE : ExitCode.NO;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
