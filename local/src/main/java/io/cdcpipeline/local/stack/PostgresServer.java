package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's server. */
final class PostgresServer extends ServerProcess {

    private final PostgresSpec spec;

    PostgresServer(PostgresSpec spec) {
        super(DatabaseFolder.postgres(Path.of(spec.folder())), Path.of(spec.log()));
        this.spec = spec;
    }

    @Override
    public String title() {
        return "PostgreSQL";
    }

    @Override
    void login(Process process, boolean fresh) {
        try (Connection admin = new PostgresLogin(spec).await("postgres", process)) {
            if (fresh) {
                new PostgresInit(spec).run(admin);
                folder().markInitialized();
            }
        } catch (SQLException e) {
            throw new LocalException("PostgreSQL's new database could not be set up: " + e.getMessage(), e);
        }
    }

    /** With a checkpoint, so that the next start needs no recovery. */
    @Override
    void end(Process running) {
        run(program("pg_ctl", "stop", "-D", folder().data().toString(), "-m", "fast", "-w", "-t", "20"));
    }

    @Override
    void install() {
        run(program(
                "initdb",
                "--pgdata=" + folder().data(),
                "--username=" + spec.superuser(),
                "--pwfile=" + spec.passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    }

    @Override
    List<String> command(boolean fresh) {
        List<String> command = program("postgres", "-D", folder().data().toString());
        spec.settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    @Override
    String problem(Path log) {
        return ServerLog.lastProblem(log);
    }

    private List<String> program(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(PostgresBinaries.in(Path.of(spec.binaries())).command(name));
        command.addAll(List.of(arguments));
        return command;
    }
}
