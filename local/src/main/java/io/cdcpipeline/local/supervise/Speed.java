package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a JVM is tuned for. */
public enum Speed {
    /** To be up soon: C1 only, which compiles at once and profiles nothing. */
    START,
    /** To carry much for long. */
    THROUGHPUT;

    /**
     * A process reads its classes from an archive where there is one, which halves its start; else it writes one when it
     * ends, for the next.
     */
    List<String> options(Installation installation, String process) {
        List<String> options = new ArrayList<>(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xshare:auto"));
        if (this == START) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        Path archive = installation.archive(process);
        if (Files.exists(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
        } else if (installation.isWritable()) {
            options.add("-XX:ArchiveClassesAtExit=" + archive);
        }
        return options;
    }
}
