package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.columns.TableMasks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key that nobody but the manifest says is one. The source reads the whole table for it.
 *
 * @param filter which rows are published, as SQL; null for all
 */
record GivenKey(TableName table, TableMasks masks, String filter) {

    /** @throws SourceException with the first rows that it does not tell apart, or that have none */
    void check(Connection connection) throws SQLException {
        if (masks.key().isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql())) {
            if (row.next()) {
                throw new SourceException("Table " + table + " cannot be filled: " + problem(row));
            }
        }
    }

    private String sql() {
        List<String> columns = masks.key().stream().map(TableName::quoted).toList();
        String key = String.join(", ", columns);
        String some = columns.stream().map(c -> c + " IS NULL").collect(Collectors.joining(" OR "));
        return "SELECT count(*), " + key + " FROM " + table.quoted()
                + (filter == null ? "" : " WHERE " + filter)
                + " GROUP BY " + key + " HAVING count(*) > 1 OR " + some + " LIMIT 1";
    }

    private String problem(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        boolean isNull = false;
        for (int i = 0; i < masks.key().size(); i++) {
            String text = row.getString(i + 2);
            isNull |= text == null;
            String shown =
                    masks.of(masks.key().get(i)).map(mask -> mask.of(text)).orElse(text);
            values.add(shown == null ? "NULL" : shown);
        }
        return "its rows are not told apart by " + masks.key() + ", which spec.tableSettings says is their key: "
                + row.getLong(1) + (isNull ? " with NULL in it: " : " are alike: ") + values
                + "; mend them in the source, or take key out there";
    }
}
