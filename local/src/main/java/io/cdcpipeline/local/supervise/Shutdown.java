package io.cdcpipeline.local.supervise;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.HomeLock;
import io.cdcpipeline.local.home.PipelineHome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ends the pipeline of a folder, whoever runs it. */
public record Shutdown(PipelineHome home) {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** Returns when no process is left, and whether there was a supervisor to end. */
    public boolean run() throws InterruptedException {
        boolean told = false;
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            if (HomeLock.whileFree(home, () -> Processes.endAll(home))) {
                return told;
            }
            Optional<ProcessHandle> supervisor = Processes.supervisor(home).flatMap(ProcessHandle::of);
            if (!told && supervisor.isPresent()) {
                told = true;
                supervisor.get().destroy();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LocalException("The pipeline's process "
                        + Processes.supervisor(home).orElse(0L) + " does not end; kill it, then run cdc down again.");
            }
            Thread.sleep(50);
        }
    }
}
