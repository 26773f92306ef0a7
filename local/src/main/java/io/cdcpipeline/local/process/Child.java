package io.cdcpipeline.local.process;

import io.cdcpipeline.local.LocalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running child process: its end of the tether, its standard output line by line, its process id on disk. */
public final class Child {

    private final Process process;
    private final PidFile pidFile;

    private Child(Process process, PidFile pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    /**
     * @param errors the file that standard error goes to; begun anew
     * @param lines is given each line of standard output, from another thread
     */
    public static Child start(List<String> command, PidFile pidFile, Path errors, Consumer<String> lines) {
        return start(Loopback.process(command), pidFile, errors, lines);
    }

    /** As {@link #start(List, PidFile, Path, Consumer)}, with an environment of its own. */
    public static Child start(ProcessBuilder builder, PidFile pidFile, Path errors, Consumer<String> lines) {
        try {
            Files.createDirectories(errors.getParent());
            Process process = builder.redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
                    .start();
            pidFile.write(process.pid());
            Thread reader = new Thread(() -> read(process, lines), "output-" + process.pid());
            reader.setDaemon(true);
            reader.start();
            return new Child(process, pidFile);
        } catch (IOException e) {
            throw new LocalException("Cannot start " + builder.command().get(0) + ": " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Completes with the exit code. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Lets go of the tether: the child ends in its own time. */
    public void release() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end; after the time, ends the child without mercy. */
    public void awaitEnd(Duration time) {
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        pidFile.delete();
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // The stream ends with the child, in whichever way.
        }
    }
}
