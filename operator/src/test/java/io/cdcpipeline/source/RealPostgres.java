package io.cdcpipeline.source;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL with logical decoding for all tests of a JVM; a database for each test. */
public final class RealPostgres {

    public static final Login ADMIN = new Login("postgres", "postgres");

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static RealPostgres running;

    /** Trusted by every server of ours, also by one that asks all others for their passwords. */
    private static final String TESTER = "tester";

    private final EmbeddedPostgres server;

    private RealPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Another server, which believes nobody without a password, as a managed database does. */
    public static RealPostgres strict() {
        try {
            var strict = new RealPostgres(start());
            strict.demandPasswords("host all " + TESTER + " 127.0.0.1/32 trust");
            return strict;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static synchronized RealPostgres running() {
        if (running == null) {
            try {
                running = new RealPostgres(start());
                // Managed databases of several pipelines are one server here, and their passwords differ.
                running.demandPasswords("host all postgres,cdc_replication," + TESTER + " 127.0.0.1/32 trust");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_replication_slots", "64")
                .setServerConfig("max_wal_senders", "64")
                .setServerConfig("max_connections", "300")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setLocaleConfig("encoding", "UTF-8")
                .start();
    }

    /** A new server's pg_hba.conf trusts everybody; passwords are what some tests are about. */
    private void demandPasswords(String trusted) throws IOException {
        try (Connection connection = server.getDatabase("postgres", "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + TESTER + " LOGIN SUPERUSER");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        execute("postgres", "ALTER ROLE postgres PASSWORD 'postgres'");
        execute("postgres", "CREATE ROLE cdc_replication LOGIN REPLICATION");
        execute(
                "postgres",
                "CREATE TEMP TABLE hba (line text);"
                        + "INSERT INTO hba VALUES ('local all all trust'), ('" + trusted + "'),"
                        + " ('host all all 127.0.0.1/32 scram-sha-256'), ('host all all ::1/128 scram-sha-256');"
                        + "DO $$ BEGIN EXECUTE format('COPY hba TO %L', current_setting('hba_file')); END $$;"
                        + "SELECT pg_reload_conf()");
    }

    public int port() {
        return server.getPort();
    }

    /** A new, empty database; where it is. */
    public DatabaseAddress newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return new DatabaseAddress("127.0.0.1", port(), name, DatabaseTls.none());
    }

    /** Runs statements as superuser. */
    public void execute(String database, String sql) {
        try (Connection connection = server.getDatabase(TESTER, database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** The first column of the first row as text, null when there is none. */
    public String query(String database, String sql) {
        try (Connection connection = server.getDatabase(TESTER, database).getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }
}
