package io.cdcpipeline.local.source;

import io.cdcpipeline.local.LocalFailure;
import io.cdcpipeline.local.home.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database that a pipeline reads. */
public record SourceDatabase(Endpoints endpoints) {

    /** A connection as the role that applications log in as. */
    public Connection connect() {
        Properties properties = new Properties();
        properties.setProperty("user", endpoints.user());
        properties.setProperty("password", password());
        properties.setProperty("ApplicationName", "cdc");
        properties.setProperty("gssEncMode", "disable");
        try {
            return DriverManager.getConnection(endpoints.jdbcUrl(), properties);
        } catch (SQLException e) {
            throw new LocalFailure(
                    "Cannot log in to " + endpoints.host() + ":" + endpoints.port() + "/" + endpoints.database()
                            + " as " + endpoints.user() + ": " + e.getMessage(),
                    e);
        }
    }

    private String password() {
        try {
            return Files.readString(Path.of(endpoints.passwordFile())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the password in " + endpoints.passwordFile(), e);
        }
    }
}
