package io.cdcpipeline.cli;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.supervise.Shutdown;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        description = "Stops the pipeline; its data stay in the folder, and cdc up resumes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DownCommand implements Callable<Integer>, FolderCommand {

    @Mixin
    FolderOption folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PipelineHome home = folder.home();
        if (!home.exists()) {
            throw new LocalException("There is no pipeline in " + home + ".");
        }
        Terminal terminal = Terminal.of(spec.commandLine().getErr());
        terminal.passing("Stopping");
        terminal.line(new Shutdown(home).run() ? "Stopped; cdc up resumes." : "It did not run; nothing is left of it.");
        return ExitCode.DONE;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
