package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.process.PidFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A database server as a child process, whose first start is begun anew until it has got through. */
abstract class ServerProcess implements ManagedServer {

    private final DatabaseFolder folder;
    private final Path log;
    private volatile Process process;

    ServerProcess(DatabaseFolder folder, Path log) {
        this.folder = folder;
        this.log = log;
    }

    /** Makes an empty database. */
    abstract void install();

    /** Of the server. @param fresh whether it is the first start */
    abstract List<String> command(boolean fresh);

    /** Returns when the server takes connections; at the first start it runs the init scripts and marks the folder. */
    abstract void login(Process process, boolean fresh);

    /** Has it end in its own way. */
    abstract void end(Process running);

    /** What the log says of a program that failed. */
    abstract String problem(Path log);

    /** Where its programs run; null for the folder of this process. */
    File workingFolder() {
        return null;
    }

    final DatabaseFolder folder() {
        return folder;
    }

    @Override
    public final Process start() {
        boolean fresh = !folder.isInitialized();
        if (fresh) {
            folder.clear();
            install();
        }
        process = spawn(command(fresh));
        new PidFile(folder.pidFile()).write(process.pid());
        try {
            login(process, fresh);
        } catch (LocalException e) {
            throw ServerKilledException.or(e, process);
        }
        return process;
    }

    @Override
    public final void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        try {
            end(process);
        } finally {
            process.destroyForcibly();
        }
    }

    /** To its end. @throws LocalException when that was none that it should have */
    final void run(List<String> command) {
        try {
            int code = spawn(command).waitFor();
            if (code != 0) {
                throw new LocalException(title() + " cannot be set up: " + problem(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while " + title() + " was being set up", e);
        }
    }

    private Process spawn(List<String> command) {
        try {
            Files.createDirectories(log.getParent());
            Process started = new ProcessBuilder(command)
                    .directory(workingFolder())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            started.getOutputStream().close();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command.get(0), e);
        }
    }
}
