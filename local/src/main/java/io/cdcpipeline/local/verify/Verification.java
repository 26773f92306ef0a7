package io.cdcpipeline.local.verify;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.query.LakeSql;
import io.cdcpipeline.local.source.SourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/** Compares source and lake, table by table. */
public record Verification(SourceDatabase source, LakeSql lake) {

    /** What each table's text forms depend on. */
    private static final List<String> SESSION = List.of(
            "SET TimeZone = 'UTC'",
            "SET DateStyle = 'ISO, MDY'",
            "SET IntervalStyle = 'iso_8601'",
            "SET bytea_output = 'hex'",
            "SET extra_float_digits = 1",
            "SET lc_monetary = 'C'");

    /** @param tables {@code schema.table} each; those that are captured are {@link #captured()} */
    public void run(List<String> tables, Consumer<TableVerificationResult> verdicts) {
        try (Connection connection = source.connectForText()) {
            for (String sql : SESSION) {
                execute(connection, sql);
            }
            connection.setAutoCommit(false);
            for (String table : tables) {
                int dot = table.indexOf('.');
                SourceTable shape = SourceTable.read(
                        connection,
                        source.endpoints().publication(),
                        table.substring(0, dot),
                        table.substring(dot + 1));
                verdicts.accept(new TableVerification(
                                connection, lake, source.endpoints().policies())
                        .verify(shape));
                connection.commit();
            }
        } catch (SQLException e) {
            throw new LocalException("The source cannot be read: " + e.getMessage(), e);
        }
    }

    /** The tables that the pipeline's patterns select of those published, sorted. */
    public List<String> captured() {
        return source.capturedTables();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
