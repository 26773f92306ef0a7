package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/** Connections to the server that this process runs. */
record PostgresLogin(PostgresSpec spec) {

    /** Crash recovery replays up to {@code max_wal_size} of log. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    /** Waits for a server that starts, recovers, or waits for its killed predecessor's processes to end. */
    Connection await(String database, Process server) {
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (true) {
            try {
                return connect(database, spec.superuser(), spec.passwordFile());
            } catch (SQLException e) {
                if (!server.isAlive()) {
                    throw new LocalException(
                            "PostgreSQL does not start: " + ServerLog.lastProblem(Path.of(spec.log())), e);
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new LocalException(
                            "PostgreSQL takes no connections " + START_LIMIT.toMinutes() + " minutes after its start: "
                                    + e.getMessage(),
                            e);
                }
                pause();
            }
        }
    }

    Connection connect(String database, String user, String passwordFile) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password(passwordFile));
        properties.setProperty("ApplicationName", "cdc");
        // The default negotiates GSS encryption first, which costs a round trip and classes.
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + spec.port() + "/" + database, properties);
    }

    private static String password(String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the password in " + file, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while PostgreSQL was starting", e);
        }
    }
}
