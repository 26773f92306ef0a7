package io.cdcpipeline.cli;

import io.cdcpipeline.local.home.PipelineHome;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which pipeline is meant: {@code --dir}. */
final class FolderOption {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".cdc",
            description = "The pipeline's folder; default: ${DEFAULT-VALUE} in the current folder.")
    Path dir;

    PipelineHome home() {
        return PipelineHome.of(dir);
    }
}
