package io.cdcpipeline.contract.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.cdcpipeline.contract.Sha256;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema of a table's events in the compact form, which is Avro's binary encoding behind a {@link CompactFormat
 * header} that names the schema by its fingerprint. Any library of Avro reads it.
 *
 * @param schema the source's schema
 * @param table its table
 * @param fields the names that the connector has for the columns
 * @param columns what they are
 */
public record CompactSchema(String schema, String table, List<String> fields, List<SourceColumn> columns) {

    private static final JsonMapper JSON = new JsonMapper();

    public CompactSchema {
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
    }

    /** As Avro's schema, in which a column's description stands as a property of its field. */
    public String toAvro() {
        ObjectNode change = JSON.createObjectNode()
                .put("type", "record")
                .put("name", "Change")
                .put("namespace", "io.cdcpipeline")
                .put("schema", schema)
                .put("table", table);
        ArrayNode parts = change.putArray("fields");
        parts.add(field("op", enumeration("Operation", CompactFormat.OPERATIONS)));
        parts.add(field("snapshot", enumeration("Snapshot", CompactFormat.SNAPSHOTS)));
        for (String number : List.of("commitLsn", "lsn", "order", "xid")) {
            parts.addObject().put("name", number).put("type", "long");
        }
        parts.add(field(
                "commitTime", JSON.createObjectNode().put("type", "long").put("logicalType", "timestamp-micros")));
        parts.add(field("before", JSON.createArrayNode().add("null").add(row())));
        parts.add(field("after", JSON.createArrayNode().add("null").add("Row")));
        return change.toString();
    }

    private static ObjectNode field(String name, JsonNode type) {
        ObjectNode field = JSON.createObjectNode().put("name", name);
        field.set("type", type);
        return field;
    }

    private static ObjectNode enumeration(String name, List<String> symbols) {
        ObjectNode type = JSON.createObjectNode().put("type", "enum").put("name", name);
        ArrayNode array = type.putArray("symbols");
        symbols.forEach(array::add);
        return type;
    }

    /** The order of a value's union is {@link CompactFormat}'s. */
    private ObjectNode row() {
        ObjectNode row = JSON.createObjectNode().put("type", "record").put("name", "Row");
        ArrayNode array = row.putArray("fields");
        for (int i = 0; i < columns.size(); i++) {
            ObjectNode field = array.addObject().put("name", "c" + i);
            field.put("field", fields.get(i));
            field.putRawValue("column", new RawValue(columns.get(i).toJson()));
            ArrayNode union = field.putArray("type").add("null").add("string");
            if (i == 0) {
                record(union.addObject(), "Unchanged");
                record(union.addObject(), "Omitted")
                        .addObject()
                        .put("name", "bytes")
                        .put("type", "long");
            } else {
                union.add("Unchanged").add("Omitted");
            }
        }
        return row;
    }

    private static ArrayNode record(ObjectNode type, String name) {
        return type.put("type", "record").put("name", name).putArray("fields");
    }

    /** @throws UncheckedIOException when it is not a schema of this form */
    public static CompactSchema parse(String avro) {
        try {
            JsonNode change = JSON.readTree(avro);
            List<String> fields = new ArrayList<>();
            List<SourceColumn> columns = new ArrayList<>();
            for (JsonNode part : change.path("fields")) {
                if (part.path("name").asText().equals("before")) {
                    for (JsonNode column : part.path("type").path(1).path("fields")) {
                        fields.add(column.path("field").asText());
                        columns.add(SourceColumn.parse(column.path("column").toString()));
                    }
                }
            }
            return new CompactSchema(
                    change.path("schema").asText(), change.path("table").asText(), fields, columns);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not a schema of events: " + avro, e);
        }
    }

    /** Names a schema: the first eight bytes of its text's SHA-256. Two that differ in anything have two. */
    public static long fingerprint(String avro) {
        return Long.parseUnsignedLong(Sha256.hex(avro).substring(0, 16), 16);
    }
}
