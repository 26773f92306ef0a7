package io.cdcpipeline.local.source;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The database that a pipeline reads. */
public record SourceDatabase(Endpoints endpoints) {

    /** A table without columns holds nothing that could be in a lake. */
    private static final String PUBLISHED = """
            SELECT p.schemaname || '.' || p.tablename FROM pg_publication_tables p
            JOIN pg_namespace n ON n.nspname = p.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
            WHERE p.pubname = ? AND EXISTS (SELECT FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
            ORDER BY p.schemaname, p.tablename""";

    /** Of all databases of a MariaDB server. */
    private static final String OF_MARIADB = """
            SELECT concat(table_schema, '.', table_name) FROM information_schema.tables
            WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
              AND table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
            ORDER BY table_schema, table_name""";

    /** A connection as the role that applications log in as. */
    public Connection connect() {
        return connect(new Properties());
    }

    /** As {@link #connect}, with every value as the text that the server itself prints. */
    public Connection connectForText() {
        Properties properties = new Properties();
        properties.setProperty("binaryTransfer", "false");
        return connect(properties);
    }

    /** Those of the published tables that the pipeline captures, {@code schema.table}, sorted. */
    public List<String> capturedTables() {
        Predicate<String> captured = Pattern.compile(endpoints.tables()).asMatchPredicate();
        List<String> tables = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement(endpoints.binlog() == null ? PUBLISHED : OF_MARIADB)) {
            if (endpoints.binlog() == null) {
                statement.setString(1, endpoints.publication());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new LocalException("The source's tables cannot be listed: " + e.getMessage(), e);
        }
        return tables.stream().filter(captured).toList();
    }

    private Connection connect(Properties properties) {
        properties.setProperty("user", endpoints.user());
        properties.setProperty("password", password());
        if (endpoints.binlog() == null) {
            properties.setProperty("ApplicationName", "cdc");
            properties.setProperty("gssEncMode", "disable");
        }
        try {
            return DriverManager.getConnection(endpoints.jdbcUrl(), properties);
        } catch (SQLException e) {
            throw new LocalException(
                    "Cannot log in to " + endpoints.address() + " as " + endpoints.user() + ": " + e.getMessage(), e);
        }
    }

    String password() {
        try {
            return Files.readString(Path.of(endpoints.passwordFile())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the password in " + endpoints.passwordFile(), e);
        }
    }
}
