package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.relational.Column;
import io.debezium.relational.Key.KeyMapper;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A key that the connector's {@code message.key.columns} gives a table instead of its own.
 *
 * @param mapper Debezium's; null when the option is not set
 */
record CustomKey(KeyMapper mapper) {

    /** @param identifier schema and table with a point between */
    Map<String, SourceColumn> apply(String identifier, Map<String, SourceColumn> columns) {
        if (mapper == null) {
            return columns;
        }
        int point = identifier.indexOf('.');
        TableId id = new TableId(null, identifier.substring(0, point), identifier.substring(point + 1));
        List<String> key = of(Table.editor()
                .tableId(id)
                .addColumns(columns.values().stream()
                        .map(c -> StreamColumn.of(c.name(), c))
                        .toList())
                .create());
        return key.isEmpty() ? columns : keyed(columns, key);
    }

    /** The names of the key's columns; empty when the table has its own key. */
    List<String> of(Table table) {
        List<Column> key = mapper == null ? null : mapper.getKeyKolumns(table);
        return key == null ? List.of() : key.stream().map(Column::name).toList();
    }

    private static Map<String, SourceColumn> keyed(Map<String, SourceColumn> columns, List<String> key) {
        Map<String, SourceColumn> keyed = new HashMap<>();
        columns.forEach((name, column) -> keyed.put(name, column.withKey(key.indexOf(name) + 1, true)));
        return keyed;
    }
}
