package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ConnectField;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.Placeholder;
import io.cdcpipeline.job.schema.RowReader;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that follows from the pair of schemas of a key and a value, worked out once.
 *
 * @param before reads rows as they were
 * @param after reads rows in the layout of operations
 * @param key reads keys; null for a table without one
 */
record TableReader(RowShape shape, BeforeImage before, RowReader after, RowReader key) {

    /** @param keySchema null for a record without a key */
    static TableReader of(ConnectField valueSchema, ConnectField keySchema, Placeholder placeholder)
            throws UnreadableRecord {
        ConnectField row = valueSchema.fields().stream()
                .filter(f -> f.name().equals("after") && f.type().equals("struct"))
                .findFirst()
                .orElseThrow(() -> new UnreadableRecord("not a change event: its schema has no row 'after'"));
        List<ConnectField> keyFields = keySchema == null ? List.of() : keySchema.fields();
        RowReader after = new RowReader(row.fields(), RowShape.LEAD, placeholder);
        RowReader key = keySchema == null ? null : new RowReader(keyFields, 0, placeholder);
        List<String> keyNames = keyFields.stream().map(ConnectField::name).toList();
        for (String name : keyNames) {
            if (after.ordinal(name) < 0) {
                throw new UnreadableRecord("the key's column '" + name + "' is not among the row's columns");
            }
        }
        boolean nullableKey = keyFields.stream().anyMatch(ConnectField::optional);
        return new TableReader(
                new RowShape(columns(row.fields(), after), keyNames, nullableKey, null),
                BeforeImage.of(row.fields(), keyNames, placeholder),
                after,
                key);
    }

    private static List<Column> columns(List<ConnectField> fields, RowReader reader) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            ConnectField field = fields.get(i);
            columns.add(new Column(field.name(), reader.type(i).type(), Initial.of(field, reader.type(i))));
        }
        return List.copyOf(columns);
    }
}
