package io.cdcpipeline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.local.query.LakeColumn;
import io.cdcpipeline.local.query.LakeSql;
import io.cdcpipeline.local.query.RowSink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A small table, all of it, in the order of its key. */
public record Rows(List<String> columns, List<List<String>> rows) {

    private static final String QUERY = "SELECT * FROM " + DemoStep.TABLE + " ORDER BY id";

    static Rows ofSource(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(QUERY)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(result.getMetaData().getColumnLabel(i));
            }
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return new Rows(columns, rows);
        }
    }

    static Rows ofLake(LakeSql lake) {
        List<String> names = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        lake.run(QUERY, new RowSink() {
            @Override
            public void columns(List<LakeColumn> columns) {
                columns.forEach(c -> names.add(c.name()));
            }

            @Override
            public void row(List<JsonNode> cells) {
                List<String> row = new ArrayList<>();
                cells.forEach(cell -> row.add(cell.isNull() ? null : cell.asText()));
                rows.add(row);
            }
        });
        return new Rows(names, rows);
    }
}
