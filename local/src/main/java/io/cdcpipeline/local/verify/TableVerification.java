package io.cdcpipeline.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.query.LakeColumn;
import io.cdcpipeline.local.query.LakeSql;
import io.cdcpipeline.local.query.QueryRefusedException;
import io.cdcpipeline.local.query.RowSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares one table, row by row in the order of its key. */
record TableVerification(Connection connection, LakeSql lake, TypePolicies policies) {

    private static final String NO_SUCH_TABLE = "TABLE_OR_VIEW_NOT_FOUND";

    TableVerificationResult verify(SourceTable table) throws SQLException {
        Optional<Map<String, String>> types = lakeTypes(table);
        List<Comparison> columns = comparisons(table, types.orElse(Map.of()));
        int keyColumns = table.key().isEmpty() ? columns.size() : table.key().size();
        try (SourceRows rows = SourceRows.open(connection, sourceQuery(table, columns, keyColumns), columns)) {
            RowMerge merge = new RowMerge(columns, keyColumns, rows);
            if (types.isPresent()) {
                lake.run(lakeQuery(table, columns, keyColumns), merge);
            }
            return merge.verdict(table.toString());
        } catch (SourceRows.SourceFailure e) {
            throw new LocalException(
                    "The source stopped answering while " + table + " was compared: " + e.getMessage(), e);
        }
    }

    /** By column; empty when the lake has no such table yet. */
    private Optional<Map<String, String>> lakeTypes(SourceTable table) {
        Map<String, String> types = new TreeMap<>();
        try {
            lake.run("SELECT * FROM " + table.lakeQuoted() + " LIMIT 0", new RowSink() {
                @Override
                public void columns(List<LakeColumn> columns) {
                    columns.forEach(c -> types.put(c.name(), c.type()));
                }

                @Override
                public void row(List<JsonNode> cells) {
                    // There are none.
                }
            });
            return Optional.of(types);
        } catch (QueryRefusedException e) {
            if (e.code().equals(NO_SUCH_TABLE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The key's columns first. */
    private List<Comparison> comparisons(SourceTable table, Map<String, String> lakeTypes) {
        List<SourceColumn> ordered = new ArrayList<>();
        for (String name : table.key()) {
            table.columns().stream().filter(c -> c.name().equals(name)).forEach(ordered::add);
        }
        table.columns().stream().filter(c -> !table.key().contains(c.name())).forEach(ordered::add);
        return ordered.stream()
                .map(column -> Comparison.of(
                        column,
                        lakeTypes.get(column.name()),
                        policies.of(table.toString(), column.name(), table.key().contains(column.name()))))
                .toList();
    }

    private static String sourceQuery(SourceTable table, List<Comparison> columns, int keyColumns) {
        return "SELECT " + columns.stream().map(Comparison::sourceSql).collect(Collectors.joining(", ")) + " FROM "
                + table.quoted() + (table.filter() == null ? "" : " WHERE " + table.filter())
                + columns.stream()
                        .limit(keyColumns)
                        .map(c -> c.sourceOrder() + " ASC NULLS FIRST")
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private static String lakeQuery(SourceTable table, List<Comparison> columns, int keyColumns) {
        return "SELECT "
                + columns.stream()
                        .map(c -> c.lakeSql() == null ? "CAST(NULL AS STRING)" : c.lakeSql())
                        .collect(Collectors.joining(", "))
                + " FROM " + table.lakeQuoted()
                + columns.stream()
                        .limit(keyColumns)
                        .map(c -> (c.lakeSql() == null ? "1" : LakeNames.quoted(c.name())) + " ASC NULLS FIRST")
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }
}
