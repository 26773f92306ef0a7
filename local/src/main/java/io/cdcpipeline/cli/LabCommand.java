package io.cdcpipeline.cli;

import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.lab.Browser;
import io.cdcpipeline.local.lab.LabEnvironment;
import io.cdcpipeline.local.lab.LabPipeline;
import io.cdcpipeline.local.lab.LabServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "lab",
        description = {
            "JupyterLab on a pipeline until Ctrl-C, with notebooks that change the source and look into the lake.",
            "Without a pipeline it runs the sample. The first time it fetches Python packages, of some 900 MB, into the"
                    + " user's cache; needs Python 3.10 to 3.13."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LabCommand implements Callable<Integer>, FolderCommand {

    @Mixin
    FolderOption folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8888",
            description = "JupyterLab's port on 127.0.0.1; default: ${DEFAULT-VALUE}.")
    int port;

    @Option(names = "--no-browser", description = "Only print the address.")
    boolean noBrowser;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PipelineHome home = folder.home();
        Map<String, String> variables = System.getenv();
        Terminal terminal = Terminal.of(spec.commandLine().getErr());
        LabServer.requireFree(port);
        LabEnvironment environment = LabEnvironment.of(Installation.current(), variables);
        prepare(environment, terminal);
        try (LabPipeline pipeline = LabPipeline.in(home, new StageProgress(terminal));
                LabServer server = LabServer.start(Installation.current(), environment, home, port)) {
            terminal.line("JupyterLab on the pipeline in " + pipeline.home() + "; your notebooks are in "
                    + server.folder() + ". Ctrl-C ends it.");
            String url = server.url(variables);
            spec.commandLine().getOut().println(url);
            spec.commandLine().getOut().flush();
            if (!noBrowser) {
                new Browser(variables).open(url, home);
            }
            server.awaitEnd();
        }
        return ExitCode.DONE;
    }

    private static void prepare(LabEnvironment environment, Terminal terminal) {
        boolean first = !environment.isReady();
        if (first) {
            terminal.line(
                    "Making the lab's Python environment in " + environment.folder() + ", once; this takes minutes.");
        }
        environment.ensure(terminal::passing);
        if (first) {
            terminal.line("The lab's Python environment is made.");
        }
    }

    @Override
    public Path folder() {
        return folder.dir.toAbsolutePath();
    }
}
