package io.cdcpipeline.cli;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationRequest;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "drop",
        description = "Removes dead letters, and does nothing about what the tables lack.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DropDeadLettersCommand implements Callable<Integer>, FolderCommand {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "schema.table.")
    List<String> tables = List.of();

    @Option(names = "--all", description = "Those of all tables, and those that do not tell their table.")
    boolean all;

    @Mixin
    FolderOption folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (tables.isEmpty() != all) {
            throw new ParameterException(
                    spec.commandLine(), "Name the tables whose dead letters are to go, or write --all.");
        }
        OperationRequest request = OperationFollower.request(
                OperationKind.DROP_DEAD_LETTERS, all ? List.of(OperationRequest.ALL) : tables, spec);
        JobControl job = new JobControl(LivePipeline.in(folder.home()).endpoints());
        return new OperationFollower(job, spec).follow(request, LIMIT);
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
