package io.cdcpipeline.cli;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.source.ExternalSource;
import io.cdcpipeline.local.supervise.Removal;
import io.cdcpipeline.local.supervise.Shutdown;
import io.cdcpipeline.source.SlotRemoval;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        description = {
            "Stops the pipeline; its data stay in the folder, and cdc up resumes.",
            "In an external database the replication slot stays, too, and keeps its log; --delete removes it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DownCommand implements Callable<Integer>, FolderCommand {

    @Mixin
    FolderOption folder;

    @Option(
            names = "--delete",
            description = "Delete the folder with all data, and the slot and publication in an external database.")
    boolean delete;

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
        boolean ran = new Shutdown(home).run();
        if (delete) {
            SlotRemoval removal = new Removal(home).run();
            removal.removed().forEach(what -> terminal.line("Dropped " + what + "."));
            removal.left().forEach(left -> terminal.line("Left is " + left.what() + ": " + left.message() + "."));
            terminal.line("Deleted " + home + ".");
            return ExitCode.DONE;
        }
        terminal.line(ran ? "Stopped; cdc up resumes." : "It did not run; no process of it is left.");
        Endpoints.of(home).filter(Endpoints::external).ifPresent(source -> remind(source, terminal));
        return ExitCode.DONE;
    }

    /** Nobody else would say it before the disk is full. */
    private static void remind(Endpoints source, Terminal terminal) {
        new ExternalSource(source)
                .slot()
                .ifPresent(slot -> terminal.line("Replication slot " + source.slot() + " stays in " + source.address()
                        + " and keeps the log from here on (" + StatusText.bytes(slot.retainedBytes())
                        + " so far), until cdc up or cdc down --delete."));
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
