package io.cdcpipeline.cli;

import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.query.JobControl;
import io.cdcpipeline.local.query.Verification;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.local.wait.CatchUp;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.local.wait.TimedOutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    List<String> named = List.of();

    @Mixin
    FolderOption folder;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.class,
            description =
                    "How long to wait until each table is in the lake; the others are compared then, and it is exit 1."
                            + " Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Endpoints endpoints = LivePipeline.in(folder.home()).endpoints();
        List<String> captured = new SourceDatabase(endpoints).capturedTables();
        new CapturedTables(captured).require(named, spec);
        List<String> compared = named.isEmpty() ? captured : named;
        Deadline deadline = new Deadline(timeout);
        try {
            Set<String> absent = new CatchUp(endpoints).awaitTables(compared, deadline);
            return compare(endpoints, compared, absent);
        } catch (TimedOutException e) {
            Terminal.of(spec.commandLine().getErr()).line(e.getMessage());
            return ExitCode.NO;
        }
    }

    /** One table's trouble is not another's: what is in the lake is compared. */
    private int compare(Endpoints endpoints, List<String> tables, Set<String> absent) throws InterruptedException {
        List<TableVerification> verified = new ArrayList<>();
        absent.forEach(table -> verified.add(TableVerification.failed(table, "it is not in the lake yet")));
        List<String> present = tables.stream().filter(t -> !absent.contains(t)).toList();
        Terminal terminal = Terminal.of(spec.commandLine().getErr());
        if (!present.isEmpty()) {
            verified.addAll(new Verification(new JobControl(endpoints))
                    .run(present, new Deadline(timeout), status -> terminal.passing(OperationFollower.doing(status))));
        }
        terminal.passing("");
        verified.forEach(new VerificationText(spec.commandLine().getOut())::print);
        return verified.stream().allMatch(TableVerification::isEqual) ? ExitCode.DONE : ExitCode.NO;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
