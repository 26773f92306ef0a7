package io.cdcpipeline.connect;

import io.cdcpipeline.contract.columns.ColumnMask;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
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

    /** So often a composite type is asked for its fields, at most, while its values have as many as it had. */
    private static final long TYPE_NANOS = 1_000_000_000L;

    private final PostgresSchema schema;
    private final CustomKey custom;
    private final Catalog catalog;
    private final SourceColumns masked;
    private final Map<Integer, Relation> captured = new HashMap<>();
    private final Map<Integer, RelationMessage> announced = new HashMap<>();
    private final Map<Integer, Described> described = new HashMap<>();

    /**
     * A table as it was described last.
     *
     * @param columns before masks
     * @param at {@code System.nanoTime()}
     */
    private record Described(RelationMessage message, List<SourceColumn> columns, long at) {}

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
            List<SourceColumn> columns = new RelationColumns(catalog, message, place).described();
            apply(new Described(message, columns, System.nanoTime()));
            announced.remove(id);
        }
        return captured.get(id);
    }

    /**
     * The same table for values of composite types, which may have other fields by now: pgoutput does not say so, as no table was altered.
     *
     * @param outgrown whether they have more than the types had
     */
    Relation retyped(int id, boolean outgrown) throws SQLException {
        Described before = described.get(id);
        if (outgrown || System.nanoTime() - before.at() > TYPE_NANOS) {
            List<SourceColumn> columns = retyped(before);
            Described now = new Described(before.message(), columns, System.nanoTime());
            if (columns.equals(before.columns())) {
                described.put(id, now);
            } else {
                apply(now);
            }
        }
        return captured.get(id);
    }

    private List<SourceColumn> retyped(Described table) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>(table.columns());
        for (int i = 0; i < columns.size(); i++) {
            if (CompositeFields.of(columns.get(i).type()) > 0) {
                RelationMessage.Attribute column = table.message().columns().get(i);
                SourceType type = catalog.type(column.type(), column.modifier());
                boolean gone = type.name().equals(SourceType.UNKNOWN);
                columns.set(i, gone ? columns.get(i) : columns.get(i).withType(type));
            }
        }
        return columns;
    }

    private void apply(Described table) {
        RelationMessage message = table.message();
        TableId id = new TableId(null, message.schema(), message.table());
        List<String> names = UniqueNames.of(
                message.columns().stream().map(RelationMessage.Attribute::name).toList());
        TableMasks masks = masked.of(message.schema() + "." + message.table());
        List<SourceColumn> columns = masks.keyed(keyed(id, names, table.columns()));
        Relation relation = new Relation(id.toDoubleQuotedString(), fields(names, columns, masks));
        schema.applySchemaChangesForTable(message.id(), table(id, relation, masks.describe(columns)));
        if (schema.tableFor(id) == null) {
            captured.remove(message.id());
        } else {
            captured.put(message.id(), relation);
        }
        described.put(message.id(), table);
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
            int composite = CompositeFields.of(described.get(i).type());
            fields.add(out ? Relation.Field.LEFT_OUT : new Relation.Field(names.get(i), mask, composite));
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
