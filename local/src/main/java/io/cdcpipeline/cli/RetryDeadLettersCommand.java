package io.cdcpipeline.cli;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.local.query.JobControl;
import io.cdcpipeline.local.supervise.LivePipeline;
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
        name = "retry",
        description = {
            "Fills the tables anew that have dead letters, as cdc snapshot does, and removes the letters that this made good: no"
                    + " old event is put over a newer row.",
            "Exit 1 when a table could not be filled, is not whole though it was, or not in time; its letters stay then."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RetryDeadLettersCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "schema.table; none: all that have dead letters.")
    List<String> tables = List.of();

    @Mixin
    FolderOption folder;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60m",
            converter = Durations.class,
            description = "How long to wait for the fills, which go on after it; default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JobControl job = new JobControl(LivePipeline.in(folder.home()).endpoints());
        return new OperationFollower(job, spec)
                .follow(OperationFollower.request(OperationKind.RETRY_DEAD_LETTERS, tables, spec), timeout);
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
