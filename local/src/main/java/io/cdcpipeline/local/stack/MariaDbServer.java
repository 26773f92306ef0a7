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
    private final DatabaseFolder folder;
    private volatile Process process;

    MariaDbServer(MariaDbSpec spec) {
        this.spec = spec;
        this.folder = DatabaseFolder.mariadb(Path.of(spec.folder()));
    }

    @Override
    public String title() {
        return "MariaDB";
    }

    @Override
    public Process start() {
        boolean fresh = !folder.isInitialized();
        if (fresh) {
            folder.clear();
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
        try {
            client.await(process);
        } finally {
            forgetPasswords();
        }
        if (fresh) {
            spec.userScripts().forEach(script -> client.run(Path.of(script)));
            folder.markInitialized();
        }
    }

    private void forgetPasswords() {
        try {
            Files.deleteIfExists(initFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + initFile(), e);
        }
    }

    private Path initFile() {
        return folder.folder().resolve("init.sql");
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
                            "./" + folder.data().getFileName(),
                            "--auth-root-authentication-method=normal",
                            "--skip-test-db",
                            "--skip-name-resolve"))
                    .waitFor();
            if (code != 0) {
                throw new LocalException("MariaDB cannot be set up: " + ServerLog.firstProblem(Path.of(spec.log())));
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
                folder.data().toString(),
                "--port=" + spec.port(),
                "--bind-address=127.0.0.1");
        command.addAll(List.of("--socket=" + MariaDbClient.SOCKET, "--pid-file=pid", "--skip-ssl"));
        command.addAll(spec.arguments());
        if (fresh) {
            new MariaDbInit(spec).write(initFile());
            command.add("--init-file=" + initFile());
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
