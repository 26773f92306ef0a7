package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's server. */
final class PostgresServer implements ManagedServer {

    private final PostgresSpec spec;
    private final DatabaseFolder folder;
    private volatile Process process;

    PostgresServer(PostgresSpec spec) {
        this.spec = spec;
        this.folder = DatabaseFolder.postgres(Path.of(spec.folder()));
    }

    @Override
    public String title() {
        return "PostgreSQL";
    }

    @Override
    public Process start() {
        boolean fresh = !folder.isInitialized();
        if (fresh) {
            folder.clear();
            initdb();
        }
        process = spawn(serverCommand(), Path.of(spec.log()));
        new PidFile(folder.pidFile()).write(process.pid());
        try {
            login(fresh);
        } catch (LocalException e) {
            throw ServerKilledException.or(e, process);
        }
        return process;
    }

    private void login(boolean fresh) {
        try (Connection admin = new PostgresLogin(spec).await("postgres", process)) {
            if (fresh) {
                new PostgresInit(spec).run(admin);
                folder.markInitialized();
            }
        } catch (SQLException e) {
            throw new LocalException("PostgreSQL's new database could not be set up: " + e.getMessage(), e);
        }
    }

    /** With a checkpoint, so that the next start needs no recovery. */
    @Override
    public void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        try {
            run(program("pg_ctl", "stop", "-D", folder.data().toString(), "-m", "fast", "-w", "-t", "20"));
        } finally {
            process.destroyForcibly();
        }
    }

    private void initdb() {
        List<String> command = program(
                "initdb",
                "--pgdata=" + folder.data(),
                "--username=" + spec.superuser(),
                "--pwfile=" + spec.passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        run(command);
    }

    private List<String> serverCommand() {
        List<String> command = program("postgres", "-D", folder.data().toString());
        spec.settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private List<String> program(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(PostgresBinaries.in(Path.of(spec.binaries())).command(name));
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) {
        Path log = Path.of(spec.log());
        try {
            int code = spawn(command, log).waitFor();
            if (code != 0) {
                throw new LocalException("PostgreSQL cannot be set up: " + ServerLog.lastProblem(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while PostgreSQL was being set up", e);
        }
    }

    private static Process spawn(List<String> command, Path log) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process started = builder.start();
            started.getOutputStream().close();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command.get(0), e);
        }
    }
}
