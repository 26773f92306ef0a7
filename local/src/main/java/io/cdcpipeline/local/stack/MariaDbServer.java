package io.cdcpipeline.local.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** MariaDB's server. */
final class MariaDbServer extends ServerProcess {

    private static final long STOP_SECONDS = 30;

    private final MariaDbSpec spec;

    MariaDbServer(MariaDbSpec spec) {
        super(DatabaseFolder.mariadb(Path.of(spec.folder())), Path.of(spec.log()));
        this.spec = spec;
    }

    @Override
    public String title() {
        return "MariaDB";
    }

    @Override
    void login(Process process, boolean fresh) {
        MariaDbClient client = new MariaDbClient(spec);
        try {
            client.await(process);
        } finally {
            forgetPasswords();
        }
        if (fresh) {
            spec.userScripts().forEach(script -> client.run(Path.of(script)));
            folder().markInitialized();
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
        return folder().folder().resolve("init.sql");
    }

    @Override
    void end(Process running) {
        running.destroy();
        try {
            running.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A shell script, which takes a blank in a folder's name for the name's end: it is run beside the data. */
    @Override
    void install() {
        run(program(
                spec.programs().installer(),
                "./" + folder().data().getFileName(),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve"));
    }

    @Override
    File workingFolder() {
        Path beside = folder().folder();
        try {
            return Files.createDirectories(beside).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + beside, e);
        }
    }

    /** Our SQL is run by the server itself, before it lets anybody in. */
    @Override
    List<String> command(boolean fresh) {
        List<String> command = program(
                spec.programs().server(),
                folder().data().toString(),
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

    @Override
    String problem(Path log) {
        return ServerLog.firstProblem(log);
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
}
