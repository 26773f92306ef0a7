package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.sql.PsqlVariables;
import io.cdcpipeline.local.sql.SqlScript;
import io.cdcpipeline.local.sql.SqlStatement;
import io.cdcpipeline.local.sql.StatementRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** What the image's entry point does in a new server: creates the database, then runs the scripts in it. */
record PostgresInit(PostgresSpec spec) {

    void run(Connection admin) throws SQLException {
        if (!spec.database().equals("postgres")) {
            String name = admin.unwrap(PGConnection.class).escapeIdentifier(spec.database());
            try (Statement statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
        for (InitScript script : spec.initScripts()) {
            run(script);
        }
    }

    private void run(InitScript script) throws SQLException {
        PsqlVariables variables = new PsqlVariables(spec.mounts());
        try (Connection connection =
                new PostgresLogin(spec).connect(spec.database(), script.user(), script.passwordFile())) {
            StatementRunner runner = new StatementRunner(connection);
            for (SqlStatement statement : SqlScript.statements(read(script))) {
                run(script, statement, variables, runner);
            }
        }
    }

    private static void run(
            InitScript script, SqlStatement statement, PsqlVariables variables, StatementRunner runner) {
        String place = Path.of(script.file()).getFileName() + ", line " + statement.line();
        try {
            if (statement.isMetaCommand()) {
                variables.run(statement.text());
            } else {
                runner.run(variables.replacedIn(statement));
            }
        } catch (SQLException e) {
            throw new LocalException(
                    "The database's first start stopped in " + place + ": " + e.getMessage()
                            + ". Correct it and start again; the database is made anew.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new LocalException("The database's first start stopped in " + place + ": " + e.getMessage(), e);
        }
    }

    private static String read(InitScript script) {
        try {
            return Files.readString(Path.of(script.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + script.file(), e);
        }
    }
}
