package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.JsonFile;
import io.cdcpipeline.local.home.PipelineHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a supervisor in a process of its own failed to start. Not part of the pipeline's state: that belongs to the
 * supervisor that has the folder's lock, which may be another.
 *
 * @param supervisor the process id of the one that failed
 */
record SupervisorFailure(long supervisor, String sentence) {

    static SupervisorFailure of(RuntimeException failure) {
        String sentence = failure instanceof LocalException ? failure.getMessage() : failure.toString();
        return new SupervisorFailure(ProcessHandle.current().pid(), sentence);
    }

    void write(PipelineHome home) {
        if (Files.isDirectory(home.run())) {
            JsonFile.write(file(home), this);
        }
    }

    /** What the process with this id left behind. */
    static Optional<String> of(PipelineHome home, long supervisor) {
        return JsonFile.read(file(home), SupervisorFailure.class)
                .filter(f -> f.supervisor == supervisor)
                .map(SupervisorFailure::sentence);
    }

    private static Path file(PipelineHome home) {
        return home.run().resolve("start-failure.json");
    }
}
