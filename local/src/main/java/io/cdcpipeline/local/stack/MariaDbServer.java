package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** MariaDB's server. */
final class MariaDbServer implements ManagedServer {

    private static final long STOP_SECONDS = 30;

    private final MariaDbSpec spec;
    private final MariaDbFolder folder;
    private volatile Process process;

    MariaDbServer(MariaDbSpec spec) {
        this.spec = spec;
        this.folder = new MariaDbFolder(Path.of(spec.folder()));
    }

    @Override
    public String title() {
        return "MariaDB";
    }

    @Override
    public Process start() {
        boolean fresh = !folder.database().isInitialized();
        if (fresh) {
            folder.database().clear();
            install();
        }
        process = spawn(serverCommand(fresh));
        new PidFile(folder.pidFile()).write(process.pid());
        try {
            login(fresh);
        } catch (LocalException e) {
            throw ServerKilledException.or(e, process);
        }
        return process;
    }

    private void login(boolean fresh) {
        MariaDbClient client = new MariaDbClient(spec);
        client.await(process);
        if (fresh) {
            spec.userScripts().forEach(script -> client.run(Path.of(script)));
            folder.database().markInitialized();
            delete(folder.initFile());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    @Override
    public void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A shell script, which takes a blank in a folder's name for the name's end: it is run beside the data. */
    private void install() {
        try {
            int code = spawn(program(
                            spec.programs().installer(),
                            "./" + folder.database().data().getFileName(),
                            "--auth-root-authentication-method=normal",
                            "--skip-test-db",
                            "--skip-name-resolve"))
                    .waitFor();
            if (code != 0) {
                throw new LocalException("MariaDB cannot be set up: " + PostgresLog.lastProblem(Path.of(spec.log())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while MariaDB was being set up", e);
        }
    }

    /** Our SQL is run by the server itself, before it lets anybody in. */
    private List<String> serverCommand(boolean fresh) {
        List<String> command = program(
                spec.programs().server(),
                folder.database().data().toString(),
                "--port=" + spec.port(),
                "--bind-address=127.0.0.1");
        // Beside the data: the name of a socket has but 107 bytes.
        command.addAll(List.of("--socket=socket", "--pid-file=pid", "--skip-ssl"));
        command.addAll(spec.arguments());
        if (fresh) {
            new MariaDbInit(spec).write(folder.initFile());
            command.add("--init-file=" + folder.initFile());
        }
        return command;
    }

    private List<String> program(String name, String data, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(name, "--no-defaults", "--basedir=" + spec.programs().base(), "--datadir=" + data));
        command.addAll(List.of(arguments));
        if (UnprivilegedUser.isRoot()) {
            command.add("--user=root");
        }
        return command;
    }

    private Process spawn(List<String> command) {
        Path log = Path.of(spec.log());
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(folder.folder());
            Process started = new ProcessBuilder(command)
                    .directory(folder.folder().toFile())
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
