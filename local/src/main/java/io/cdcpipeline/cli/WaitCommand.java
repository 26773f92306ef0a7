package io.cdcpipeline.cli;

import io.cdcpipeline.local.supervise.LivePipeline;
import io.cdcpipeline.local.wait.CatchUp;
import io.cdcpipeline.local.wait.Deadline;
import io.cdcpipeline.local.wait.TimedOutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "wait",
        description =
                "Returns when all that was committed in the source at the time of the call can be read in Delta; exit 1 when"
                        + " that takes too long.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WaitCommand implements Callable<Integer>, FolderCommand {

    @Mixin
    FolderOption folder;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.class,
            description = "How long at most, such as 500ms, 60s, 5m; default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LivePipeline pipeline = LivePipeline.in(folder.home());
        try {
            new CatchUp(pipeline.endpoints()).await(new Deadline(timeout));
            return ExitCode.DONE;
        } catch (TimedOutException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.NO;
        }
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
