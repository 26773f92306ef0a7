package io.cdcpipeline.local.sql;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Runs one statement at a time, each in a transaction of its own unless the script says otherwise. */
public record StatementRunner(Connection connection) {

    public void run(SqlStatement statement) throws SQLException {
        if (statement.copyData() != null) {
            copy(statement);
            return;
        }
        try (Statement execution = connection.createStatement()) {
            // JDBC's own syntax ({fn …}, ?) means nothing here: the text is PostgreSQL's.
            execution.setEscapeProcessing(false);
            execution.execute(statement.text());
        }
    }

    /** Returns the number of rows that were copied in. */
    public long copy(SqlStatement statement) throws SQLException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(statement.text(), new StringReader(statement.copyData()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
