package io.cdcpipeline.cli;

import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.status.StatusReport;
import io.cdcpipeline.local.supervise.LivePipeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Shows stages, lag, slot, rate and tables; exit 1 unless all stages are ready.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatusCommand implements Callable<Integer>, FolderCommand {

    private static final long WATCH_MILLIS = 1_000;

    @Mixin
    FolderOption folder;

    @Option(names = "--json", description = "As JSON; with --watch a line each second.")
    boolean json;

    @Option(names = "--watch", description = "Show it again each second, until Ctrl-C.")
    boolean watch;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PipelineHome home = folder.home();
        PrintWriter out = spec.commandLine().getOut();
        while (true) {
            Optional<LivePipeline> pipeline = LivePipeline.find(home);
            if (pipeline.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                home.exists()
                                        ? "The pipeline in " + home + " does not run."
                                        : "There is no pipeline in " + home + ".");
                return ExitCode.NO;
            }
            StatusReport report = StatusReport.of(pipeline.get());
            if (watch && !json) {
                out.print("\u001b[H\u001b[2J");
            }
            if (json) {
                out.println(watch ? report.jsonLine() : report.json());
            } else {
                new StatusText(report).print(out);
            }
            out.flush();
            if (!watch) {
                return report.ready() ? ExitCode.DONE : ExitCode.NO;
            }
            Thread.sleep(WATCH_MILLIS);
        }
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
