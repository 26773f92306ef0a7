package io.cdcpipeline.job.testing;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.event.SourceKind;
import io.cdcpipeline.testing.RealMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real MariaDB with a database {@code inventory}, and a user who may read it and no more. */
public final class MariaDbSource implements AutoCloseable {

    private final RealMariaDb server;
    private final Path login;

    private MariaDbSource(RealMariaDb server, Path login) {
        this.server = server;
        this.login = login;
    }

    /** @param login a folder for the login */
    public static MariaDbSource start(Path login) throws IOException {
        MariaDbSource started = new MariaDbSource(RealMariaDb.start(), login);
        started.run(
                "CREATE DATABASE inventory",
                "CREATE USER cdc@'%' IDENTIFIED BY 's3cret'",
                "GRANT SELECT ON inventory.* TO cdc@'%'");
        Files.writeString(login.resolve("username"), "cdc");
        Files.writeString(login.resolve("password"), "s3cret\n");
        return started;
    }

    public RealMariaDb server() {
        return server;
    }

    public SourceDatabase address() {
        return new SourceDatabase(
                "127.0.0.1",
                server.port(),
                null,
                login.toString(),
                null,
                null,
                null,
                "inventory\\..*",
                null,
                null,
                SourceKind.MARIADB,
                "offsets");
    }

    public void run(String... statements) {
        server.execute(statements);
    }

    /** The number of the last transaction that was committed. */
    public long number() {
        String position = server.row("SELECT @@gtid_binlog_pos").get(0);
        return Long.parseLong(position.substring(position.lastIndexOf('-') + 1));
    }

    /** Runs one, and tells its number. */
    public long transaction(String statement) {
        run(statement);
        return number();
    }

    @Override
    public void close() {
        server.close();
    }
}
