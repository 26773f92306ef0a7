package io.cdcpipeline.source;

import io.cdcpipeline.api.PostgresqlTlsMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** Opens connections to MariaDB that can hang for no longer than their limits. */
final class MariaDbConnections {

    private final Duration connect;
    private final Duration answer;

    /**
     * @param connect until the server must have let us in
     * @param answer until each statement must have answered
     */
    MariaDbConnections(Duration connect, Duration answer) {
        this.connect = connect;
        this.answer = answer;
    }

    Connection open(DatabaseAddress address, Login login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", Long.toString(connect.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(answer.toMillis()));
        properties.setProperty("connectionAttributes", "program_name:cdc-pipeline-operator");
        properties.setProperty("sslMode", sslMode(address.tls().mode()));
        if (address.tls().caPem() != null) {
            properties.setProperty("serverSslCert", address.tls().caPem());
        }
        return new Driver().connect("jdbc:mariadb://" + host(address.host()) + ":" + address.port() + "/", properties);
    }

    private static String sslMode(PostgresqlTlsMode mode) {
        return mode == null ? "disable" : mode.mariadbName();
    }

    private static String host(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
