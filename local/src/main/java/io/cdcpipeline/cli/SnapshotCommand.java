package io.cdcpipeline.cli;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.query.JobControl;
import io.cdcpipeline.local.source.SourceDatabase;
import io.cdcpipeline.local.supervise.LivePipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "snapshot",
        description = {
            "Fills tables anew: all rows that the source has replace those in the lake, in one commit a table; changes go on"
                    + " from there.",
            "Exit 1 when a table could not be filled, or not in time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SnapshotCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "TABLE", arity = "1..*", description = "schema.table.")
    List<String> tables = List.of();

    @Mixin
    FolderOption folder;

    @Option(names = "--no-wait", description = "Return when the job knows of it.")
    boolean noWait;

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
        Endpoints endpoints = LivePipeline.in(folder.home()).endpoints();
        new CapturedTables(new SourceDatabase(endpoints).capturedTables()).require(tables, spec);
        JobControl job = new JobControl(endpoints);
        var request = new OperationRequest(UUID.randomUUID().toString(), OperationKind.SNAPSHOT, tables);
        if (noWait) {
            job.ask(request, OperationFollower.answer());
            return ExitCode.DONE;
        }
        return new OperationFollower(job, spec).follow(request, timeout);
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
