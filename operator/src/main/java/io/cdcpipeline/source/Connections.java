package io.cdcpipeline.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** Opens connections that can hang for no longer than their limits. */
final class Connections {

    private final Duration connect;
    private final Duration answer;

    /**
     * @param connect until the server must have let us in, at least a second
     * @param answer until each statement must have answered, at least a second
     */
    Connections(Duration connect, Duration answer) {
        this.connect = connect;
        this.answer = answer;
    }

    Connection open(DatabaseAddress address, Login login) throws SQLException {
        return source(address, login).getConnection();
    }

    /** One that takes the commands of the replication protocol, as a connector's does. */
    Connection openForReplication(DatabaseAddress address, Login login) throws SQLException {
        var source = source(address, login);
        source.setReplication("database");
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        source.setAssumeMinServerVersion("10");
        return source.getConnection();
    }

    private PGSimpleDataSource source(DatabaseAddress address, Login login) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setApplicationName("cdc-pipeline-operator");
        source.setConnectTimeout((int) connect.toSeconds());
        source.setSocketTimeout((int) answer.toSeconds());
        source.setSslMode(address.tls().sslMode());
        if (address.tls().caPem() != null) {
            source.setSslfactory(CaBundle.class.getName());
            source.setSslFactoryArg(address.tls().caPem());
        } else if (address.tls().verifies()) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return source;
    }
}
