package io.cdcpipeline.cli;

import io.cdcpipeline.local.manifest.ManifestFile;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.plan.render.Render;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        description = "Prints the Kubernetes resources of a manifest, as the operator would apply them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RenderCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A manifest with one CdcPipeline.")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(Render.yaml(Planner.plan(new ManifestFile(file).read().pipeline(), Settings.defaults())));
        return ExitCode.DONE;
    }
}
