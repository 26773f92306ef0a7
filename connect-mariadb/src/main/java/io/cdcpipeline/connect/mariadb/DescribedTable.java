package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceColumn.Initial;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import java.util.List;
import java.util.Set;

/** A table as Debezium knows it, of which each column carries its description along as its type's expression. */
final class DescribedTable {

    /** Of those the definition's default is the very text that a row has. */
    private static final Set<String> LITERAL =
            Set.of("decimal", "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "date");

    private DescribedTable() {}

    static Table of(Table table) {
        List<Column> columns =
                table.columns().stream().map(c -> described(table, c)).toList();
        return table.edit()
                .setColumns(columns)
                .setPrimaryKeyNames(table.primaryKeyColumnNames())
                .create();
    }

    /** Defaults are taken out: a null in a column that has one is a null. */
    private static Column described(Table table, Column column) {
        return column.edit()
                .type(column.typeName(), description(table, column).toJson())
                .unsetDefaultValueExpression()
                .comment(null)
                .optional(true)
                .create();
    }

    /** The log has all columns of a row before its change. */
    private static SourceColumn description(Table table, Column column) {
        int key = table.primaryKeyColumnNames().indexOf(column.name()) + 1;
        ColumnType type = ColumnType.of(column);
        return new SourceColumn(
                column.name(),
                type.described(),
                key,
                false,
                true,
                initial(type, column),
                false,
                null,
                TableIdentity.relation(table),
                0);
    }

    /** What rows got that were there when the column was added: no event tells it. */
    private static Initial initial(ColumnType type, Column column) {
        String text = column.defaultValueExpression().orElse(null);
        if (column.isGenerated() || ExpressionDefaults.MARK.equals(text)) {
            return Initial.UNKNOWN;
        }
        if (text == null && column.isOptional()) {
            return Initial.NULL;
        }
        if (text == null) {
            return column.hasDefaultValue() ? Initial.UNKNOWN : implied(type);
        }
        boolean escaped = text.indexOf('\'') >= 0 || text.indexOf('\\') >= 0;
        if (escaped || !type.isInteger() && !LITERAL.contains(type.kind())) {
            return Initial.UNKNOWN;
        }
        if (type.kind().equals("enum") && !column.enumValues().contains("'" + text + "'")) {
            return Initial.UNKNOWN;
        }
        return Initial.of(type.kind().equals("char") ? text.stripTrailing() : text);
    }

    /** What MariaDB gives where NULL is not allowed and nothing is said. */
    private static Initial implied(ColumnType type) {
        if (type.isInteger() || type.kind().equals("decimal")) {
            return Initial.of("0");
        }
        boolean characters = LITERAL.contains(type.kind())
                && !type.kind().equals("enum")
                && !type.kind().equals("date");
        return characters ? Initial.of("") : Initial.UNKNOWN;
    }
}
