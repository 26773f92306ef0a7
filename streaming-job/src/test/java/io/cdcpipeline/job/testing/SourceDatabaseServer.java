package io.cdcpipeline.job.testing;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL with a publication of all tables and a slot, as a pipeline finds it. */
public final class SourceDatabaseServer implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Path login;
    private SourceColumns columns;

    private SourceDatabaseServer(EmbeddedPostgres server, Path login) {
        this.server = server;
        this.login = login;
    }

    /** @param login a folder for the login */
    public static SourceDatabaseServer start(Path login) throws IOException {
        SourceDatabaseServer started = new SourceDatabaseServer(
                EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        // As a database has it that nobody has told otherwise: what is committed is in the log.
                        .setServerConfig("synchronous_commit", "on")
                        .start(),
                login);
        started.loginAs("postgres", "postgres");
        started.run(
                "CREATE SCHEMA inventory",
                "CREATE PUBLICATION cdc FOR ALL TABLES WITH (publish_via_partition_root = true)",
                "SELECT pg_create_logical_replication_slot('cdc', 'pgoutput')");
        return started;
    }

    public void loginAs(String user, String password) throws IOException {
        Files.writeString(login.resolve("username"), user);
        Files.writeString(login.resolve("password"), password + "\n");
    }

    public SourceDatabase address() {
        return address(null);
    }

    /** @param tables of which all rows are wanted, as a regular expression */
    public SourceDatabase address(String tables) {
        return new SourceDatabase(
                "127.0.0.1",
                server.getPort(),
                "postgres",
                login.toString(),
                null,
                "cdc",
                "cdc",
                tables,
                null,
                columns,
                null,
                null);
    }

    /** From now on, columns of its tables are masked. */
    public void mask(SourceColumns rules) {
        columns = rules;
    }

    public Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    public void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
