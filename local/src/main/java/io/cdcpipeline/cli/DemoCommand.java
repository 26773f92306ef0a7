package io.cdcpipeline.cli;

import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.demo.Demo;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.TemporaryFolder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Starts a pipeline in a folder of its own, changes the source, shows source and lake side by side, and stops.",
            "Exit 0 only when both are equal at the end."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Instant start = begun();
        Path manifest = Installation.current().sample();
        DemoText text = new DemoText(
                spec.commandLine().getOut(), Terminal.of(spec.commandLine().getErr()));
        text.beginning(manifest);
        TemporaryFolder folder = TemporaryFolder.create("cdc-demo-");
        boolean equal = false;
        try {
            List<TableVerification> verdicts =
                    new Demo(PipelineHome.of(folder.path()), start, text).run(manifest, folder::delete);
            equal = !verdicts.isEmpty() && verdicts.stream().allMatch(TableVerification::isEqual);
            text.end(verdicts, equal);
        } finally {
            if (equal) {
                folder.delete();
            } else {
                text.kept(folder.path());
            }
        }
        return equal ? ExitCode.DONE : ExitCode.NO;
    }

    /**
     * When the user asked for it: this process began as the script {@code ./cdc}. Where that had to build first, when it
     * had; a build is no part of a pipeline's start.
     */
    private static Instant begun() {
        if (Boolean.getBoolean("cdc.built")) {
            return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        }
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }
}
