package io.cdcpipeline.connect;

import io.cdcpipeline.contract.columns.ColumnMask;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of the stream, by the number that its messages call them by. What a table's columns are is asked for at the first change
 * that has them: the Relation message, which comes just before, has no place in the log.
 */
final class Relations {

    private final PostgresSchema schema;
    private final CustomKey custom;
    private final Catalog catalog;
    private final SourceColumns masked;
    private final Map<Integer, Relation> captured = new HashMap<>();
    private final Map<Integer, RelationMessage> announced = new HashMap<>();

    Relations(MessageDecoderContext context, Catalog catalog, SourceColumns masked) {
        this.schema = context.getSchema();
        this.custom = new CustomKey(context.getConfig().getKeyMapper());
        this.catalog = catalog;
        this.masked = masked;
    }

    /** @param buffer stands behind the message's kind */
    void read(ByteBuffer buffer) {
        RelationMessage message = RelationMessage.read(buffer);
        announced.put(message.id(), message);
    }

    /**
     * The table of a change. Null for one that the connector leaves out.
     *
     * @param place of the change
     */
    Relation captured(int id, Place place) throws SQLException {
        RelationMessage message = announced.get(id);
        if (message != null) {
            describe(message, place);
            announced.remove(id);
        }
        return captured.get(id);
    }

    private void describe(RelationMessage message, Place place) throws SQLException {
        TableId id = new TableId(null, message.schema(), message.table());
        List<String> names = UniqueNames.of(
                message.columns().stream().map(RelationMessage.Attribute::name).toList());
        List<SourceColumn> described = keyed(id, names, new RelationColumns(catalog, message, place).described());
        TableMasks masks = masked.of(message.schema() + "." + message.table());
        described = masks.keyed(described);
        Relation relation = new Relation(id.toDoubleQuotedString(), fields(names, described, masks));
        schema.applySchemaChangesForTable(message.id(), table(id, relation, masks.describe(described)));
        if (schema.tableFor(id) == null) {
            captured.remove(message.id());
        } else {
            captured.put(message.id(), relation);
        }
    }

    private List<SourceColumn> keyed(TableId id, List<String> names, List<SourceColumn> described) {
        List<String> key = custom.of(table(id, names, described));
        if (key.isEmpty()) {
            return described;
        }
        List<SourceColumn> keyed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            keyed.add(described.get(i).withKey(key.indexOf(names.get(i)) + 1, true));
        }
        return keyed;
    }

    /** One that is excluded is nowhere, but for one of the key: that fails the table, which the job says. */
    private static List<Relation.Field> fields(List<String> names, List<SourceColumn> described, TableMasks masks) {
        List<Relation.Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ColumnMask mask = masks.of(described.get(i).name()).orElse(null);
            boolean out = mask != null && mask.isExcluded() && described.get(i).key() == 0;
            fields.add(out ? Relation.Field.LEFT_OUT : new Relation.Field(names.get(i), mask));
        }
        return fields;
    }

    private static Table table(TableId id, Relation relation, List<SourceColumn> described) {
        List<String> names = new ArrayList<>();
        List<SourceColumn> sent = new ArrayList<>();
        for (int i = 0; i < described.size(); i++) {
            String name = relation.columns().get(i).name();
            if (name != null) {
                names.add(name);
                sent.add(described.get(i));
            }
        }
        return table(id, names, sent);
    }

    private static Table table(TableId id, List<String> names, List<SourceColumn> described) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(StreamColumn.of(names.get(i), described.get(i)));
        }
        List<String> key = new ArrayList<>();
        for (int place = 1; place <= described.size(); place++) {
            for (int i = 0; i < described.size(); i++) {
                if (described.get(i).key() == place) {
                    key.add(names.get(i));
                }
            }
        }
        return Table.editor()
                .tableId(id)
                .addColumns(columns)
                .setPrimaryKeyNames(key)
                .create();
    }
}
