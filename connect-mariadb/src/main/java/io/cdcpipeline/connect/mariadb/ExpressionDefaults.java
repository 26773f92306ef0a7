package io.cdcpipeline.connect.mariadb;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableEditor;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Debezium takes what an expression makes, a default or a generated column, for NULL; here columns that such a statement adds get a mark. */
final class ExpressionDefaults {

    /** Stands for the default of such a column; nobody else reads it. */
    static final String MARK = "cdc.expression";

    private static final Pattern EXPRESSION =
            Pattern.compile("\\bdefault\\s*\\(|\\bdefault\\s+[a-z_]+\\s*\\(|\\bas\\s*\\(", Pattern.CASE_INSENSITIVE);

    private final Map<TableId, Table> before = new HashMap<>();
    private final boolean any;

    /** Before the statement is carried out. */
    ExpressionDefaults(String ddl, Tables tables) {
        any = EXPRESSION.matcher(ddl).find();
        if (any) {
            tables.tableIds().forEach(id -> before.put(id, tables.forTable(id)));
        }
    }

    /** After it. */
    void mark(Tables tables) {
        for (TableId id : before.keySet()) {
            Table now = tables.forTable(id);
            if (now != null && !now.equals(before.get(id))) {
                tables.overwriteTable(marked(now, before.get(id)));
            }
        }
    }

    private static Table marked(Table now, Table then) {
        TableEditor editor = now.edit();
        for (Column column : now.columns()) {
            boolean added = then.columnWithName(column.name()) == null;
            if (added
                    && column.hasDefaultValue()
                    && column.defaultValueExpression().isEmpty()) {
                editor.updateColumn(column.edit().defaultValueExpression(MARK).create());
            }
        }
        return editor.create();
    }
}
