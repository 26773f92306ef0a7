package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** Opens connections to a MariaDB that print every value as the stream has it. Only the driver does: no other connection sees its views. */
record MariaDbConnections(SourceDatabase database) {

    private static final int CONNECT_MILLIS = 10_000;

    /** A statement waits for no table longer; and the server waits for whoever reads a large one slowly. */
    private static final List<String> SESSION = List.of(
            "SET NAMES utf8mb4",
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "SET SESSION time_zone = '+00:00', sql_mode = '', lock_wait_timeout = 5,"
                    + " max_statement_time = 0, net_write_timeout = 3600, wait_timeout = 86400,"
                    + " idle_transaction_timeout = 0, idle_readonly_transaction_timeout = 0");

    /** @throws SourceException when the login cannot be read or the server does not let us in */
    Connection open() {
        Properties properties = new Properties();
        SourceLogin login = SourceLogin.of(database);
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_MILLIS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectionAttributes", "program_name:cdc-pipeline-fill");
        encrypt(properties);
        String host = database.host().contains(":") ? "[" + database.host() + "]" : database.host();
        try {
            Connection connection =
                    new Driver().connect("jdbc:mariadb://" + host + ":" + database.port() + "/", properties);
            try (Statement statement = connection.createStatement()) {
                for (String setting : SESSION) {
                    statement.execute(setting);
                }
            }
            return connection;
        } catch (SQLException e) {
            throw SourceException.of("The server at " + database.host() + ":" + database.port() + " refuses", e);
        }
    }

    private void encrypt(Properties properties) {
        SourceDatabase.Tls tls = database.tls();
        if (tls == null) {
            properties.setProperty("sslMode", "disable");
            return;
        }
        properties.setProperty("sslMode", tls.mode().equals(SourceDatabase.Tls.REQUIRE) ? "trust" : tls.mode());
        if (tls.authority() != null) {
            properties.setProperty("serverSslCert", tls.authority());
        }
    }
}
