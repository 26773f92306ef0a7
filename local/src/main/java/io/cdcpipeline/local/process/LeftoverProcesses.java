package io.cdcpipeline.local.process;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends processes that outlived the one that looked after them. */
public final class LeftoverProcesses {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private LeftoverProcesses() {}

    /** Ends those of the remembered processes that still run, politely at first, and forgets all of them. */
    public static void end(List<PidFile> remembered, String signal) {
        List<Long> running = remembered.stream()
                .map(PidFile::running)
                .flatMap(Optional::stream)
                .toList();
        running.forEach(pid -> signal(pid, signal));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (remembered.stream().anyMatch(p -> p.running().isPresent())) {
            if (Instant.now().isAfter(deadline)) {
                remembered.forEach(p -> p.running().ifPresent(pid -> signal(pid, "KILL")));
            }
            pause();
        }
        remembered.forEach(PidFile::delete);
    }

    /** The shell's own {@code kill}: the program of that name is missing on small systems. */
    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LocalException("Cannot end the left-over process " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while left-over processes were ending", e);
        }
    }
}
