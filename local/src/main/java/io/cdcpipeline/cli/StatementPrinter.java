package io.cdcpipeline.cli;

import io.cdcpipeline.local.sql.CommandTag;
import io.cdcpipeline.local.sql.SqlStatement;
import io.cdcpipeline.local.sql.StatementRunner;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs statements and prints what psql would: rows as a table, else the command's tag. */
record StatementPrinter(Connection connection, PrintWriter out) {

    private static final Set<Integer> NUMBERS =
            Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE);

    void run(SqlStatement statement) throws SQLException {
        if (statement.copyData() != null) {
            out.println("COPY " + new StatementRunner(connection).copy(statement));
            return;
        }
        try (Statement execution = connection.createStatement()) {
            execution.setEscapeProcessing(false);
            boolean rows = execution.execute(statement.text());
            if (rows) {
                try (ResultSet result = execution.getResultSet()) {
                    table(result).print(out);
                }
            } else {
                out.println(CommandTag.of(statement.text(), execution.getLargeUpdateCount()));
            }
        }
        out.flush();
    }

    private static TextTable table(ResultSet result) throws SQLException {
        ResultSetMetaData metaData = result.getMetaData();
        List<String> columns = new ArrayList<>();
        List<Boolean> numbers = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(metaData.getColumnLabel(i));
            numbers.add(NUMBERS.contains(metaData.getColumnType(i)));
        }
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return new TextTable(columns, numbers, rows);
    }
}
