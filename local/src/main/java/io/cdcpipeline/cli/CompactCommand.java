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
        name = "compact",
        description = {
            "Takes small files of tables together, and deletes files that no version within a table's retention needs; no row"
                    + " changes, and changes go on meanwhile.",
            "Exit 1 when a table could not be compacted, or not in time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompactCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "schema.table; none: all that are in the lake.")
    List<String> tables = List.of();

    @Mixin
    FolderOption folder;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60m",
            converter = Durations.class,
            description = "How long to wait for it; it goes on after that; default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JobControl job = new JobControl(LivePipeline.in(folder.home()).endpoints());
        return new OperationFollower(job, spec)
                .follow(OperationFollower.request(OperationKind.COMPACT, tables, spec), timeout);
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
