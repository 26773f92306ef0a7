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

    private static final String NULL = "NULL";

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
        if (column.isGenerated()) {
            return Initial.UNKNOWN;
        }
        String text = column.defaultValueExpression().orElse(null);
        boolean literal = type.isInteger() || LITERAL.contains(type.kind());
        if (text == null || text.equalsIgnoreCase(NULL)) {
            return column.isOptional() && isPlainNull(column) ? Initial.NULL : Initial.UNKNOWN;
        }
        return literal ? Initial.of(text) : Initial.UNKNOWN;
    }

    /** An expression makes Debezium say that there is a default, and not which. */
    private static boolean isPlainNull(Column column) {
        return !column.hasDefaultValue()
                || column.defaultValueExpression().isEmpty()
                || NULL.equalsIgnoreCase(column.defaultValueExpression().get());
    }
}
