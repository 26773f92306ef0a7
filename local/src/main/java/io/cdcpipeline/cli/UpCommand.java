package io.cdcpipeline.cli;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.supervise.DetachedSupervisor;
import io.cdcpipeline.local.supervise.JvmTuning;
import io.cdcpipeline.local.supervise.PipelineRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Runs a manifest on this machine until Ctrl-C: PostgreSQL, Kafka, Connect with Debezium, Spark.",
            "FILE may hold the ConfigMaps and Secrets that the pipeline names. A second up on the same folder resumes."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer>, FolderCommand {

    @Parameters(paramLabel = "FILE", description = "A manifest with one CdcPipeline.")
    Path file;

    @Mixin
    FolderOption folder;

    @Option(names = "--detach", description = "Return when the pipeline is ready; it runs on until cdc down.")
    boolean detach;

    /** The process that --detach leaves behind is started with this. */
    @Option(names = "--supervise", hidden = true)
    boolean supervise;

    @Option(names = "--fast-start", hidden = true)
    boolean fastStart;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PipelineHome home = folder.home();
        Terminal terminal = Terminal.of(spec.commandLine().getErr());
        JvmTuning speed = fastStart ? JvmTuning.START : JvmTuning.THROUGHPUT;
        if (supervise) {
            PipelineRun.supervise(home, file, speed);
            return ExitCode.DONE;
        }
        StageProgress progress = new StageProgress(terminal);
        if (detach) {
            PipelineState state = DetachedSupervisor.start(home, file, speed, progress);
            terminal.line("Running in " + home + "; cdc down ends it.");
            return state.isReady() ? ExitCode.DONE : ExitCode.NO;
        }
        PipelineRun.foreground(home, file, speed, new ReadyNotice(progress, terminal, home));
        return ExitCode.DONE;
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
