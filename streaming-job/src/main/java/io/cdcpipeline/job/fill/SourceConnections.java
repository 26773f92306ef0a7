package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TextSession;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to the source, on the driver as on executors, that print every value as the stream has it. */
public record SourceConnections(SourceDatabase database) implements Serializable {

    private static final int CONNECT_SECONDS = 10;
    /** The first release that can end a transaction by its age. */
    private static final int LIMITS_TRANSACTIONS = 17;
    /** Rows that a policy would hide from the role must not be left out in silence: PostgreSQL refuses instead. */
    private static final String NO_HIDDEN_ROWS = " -c row_security=off -c lock_timeout=5s";

    /** @throws SourceException when the login cannot be read or the database does not let us in */
    public Connection open() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {database.host()});
        source.setPortNumbers(new int[] {database.port()});
        source.setDatabaseName(database.name());
        SourceLogin login = SourceLogin.of(database);
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setApplicationName("cdc-pipeline-fill");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setBinaryTransfer(false);
        source.setOptions(TextSession.OPTIONS + NO_HIDDEN_ROWS);
        encrypt(source);
        try {
            Connection connection = source.getConnection();
            try (Statement statement = connection.createStatement()) {
                // The driver has set the zone of its JVM.
                statement.execute("SET TimeZone = 'UTC'");
                if (connection.getMetaData().getDatabaseMajorVersion() >= LIMITS_TRANSACTIONS) {
                    statement.execute("SET transaction_timeout = 0"); // a large table takes longer
                }
            }
            return connection;
        } catch (SQLException e) {
            throw SourceException.of("The database at " + database.host() + ":" + database.port() + " refuses", e);
        }
    }

    private void encrypt(PGSimpleDataSource source) {
        SourceDatabase.Tls tls = database.tls();
        if (tls == null) {
            return;
        }
        source.setSslMode(tls.mode());
        if (tls.authority() != null) {
            source.setSslRootCert(tls.authority());
        } else if (!tls.mode().equals(SourceDatabase.Tls.REQUIRE)) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }
}
