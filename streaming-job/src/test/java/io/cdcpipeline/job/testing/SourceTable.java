package io.cdcpipeline.job.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.RecordHeader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a source and the topic that Debezium fills from it: what is called here comes out as the record that
 * Debezium 3.7 sends with the converters of the plan. {@code RecordedEventsTest} holds the two against each other.
 */
public final class SourceTable {

    public static final String PLACEHOLDER = "__cdc_unchanged_7f3a9e__";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SourceLog log;
    private final String schema;
    private final String table;
    private final List<ObjectNode> columns = new ArrayList<>();
    private List<String> key = List.of();
    private boolean nullableKey;
    private int partition;

    public SourceTable(SourceLog log, String schema, String table) {
        this.log = log;
        this.schema = schema;
        this.table = table;
    }

    public static SourceTable of(String table) {
        return new SourceTable(new SourceLog(), "inventory", table);
    }

    public SourceLog log() {
        return log;
    }

    public String topic() {
        return "inv." + schema.replaceAll("[^a-zA-Z0-9_.-]", "_") + "." + table.replaceAll("[^a-zA-Z0-9_.-]", "_");
    }

    public SourceTable partition(int number) {
        partition = number;
        return this;
    }

    /** @param type Connect's type, with Debezium's name behind a colon where it has one: {@code int32:io.debezium.time.Date} */
    public SourceTable column(String name, String type) {
        columns.add(ConnectSchema.column(name, type));
        return this;
    }

    public SourceTable numeric(String name, int precision, int scale) {
        columns.add(ConnectSchema.numeric(name, precision, scale));
        return this;
    }

    public SourceTable columnWithDefault(String name, String type, Object value) {
        ObjectNode field = ConnectSchema.column(name, type);
        field.set("default", JSON.valueToTree(value));
        columns.add(field);
        return this;
    }

    /** A unique index over columns that may be NULL is taken for a key. */
    public SourceTable nullableKey(String... names) {
        nullableKey = true;
        return key(names);
    }

    public SourceTable key(String... names) {
        key = List.of(names);
        return this;
    }

    public SourceTable drop(String name) {
        columns.removeIf(c -> c.get("field").asText().equals(name));
        return this;
    }

    public SourceTable retype(String name, String type) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).get("field").asText().equals(name)) {
                columns.set(i, ConnectSchema.column(name, type));
            }
        }
        return this;
    }

    /** Values in the order of the columns. */
    public KafkaRecord snapshot(String marker, Object... values) {
        return record(keyOf(values), envelope("r", null, row(values), marker), List.of());
    }

    public KafkaRecord read(Object... values) {
        return snapshot("true", values);
    }

    public KafkaRecord insert(Object... values) {
        log.lsn += 10;
        return record(keyOf(values), envelope("c", null, row(values), "false"), List.of());
    }

    public KafkaRecord update(Object... values) {
        log.lsn += 10;
        return record(keyOf(values), envelope("u", null, row(values), "false"), List.of());
    }

    /** @param keyValues in the order of the key's columns */
    public KafkaRecord delete(Object... keyValues) {
        log.lsn += 10;
        return record(keyRow(keyValues), envelope("d", before(keyValues), null, "false"), List.of());
    }

    public KafkaRecord tombstone(Object... keyValues) {
        return record(keyRow(keyValues), null, List.of());
    }

    public KafkaRecord truncate() {
        log.lsn += 10;
        return record(null, envelope("t", null, null, "false"), List.of());
    }

    /** With replica identity FULL: the row as it was, whole. */
    public KafkaRecord deleteRow(Object... before) {
        log.lsn += 10;
        return record(keyOf(before), envelope("d", row(before), null, "false"), List.of());
    }

    /** As {@link #leave}, with replica identity FULL. */
    public KafkaRecord leaveRow(List<?> before, Object... to) {
        log.lsn += 10;
        return record(
                keyOf(before.toArray()),
                envelope("d", row(before.toArray()), null, "false"),
                List.of(new RecordHeader("__debezium.newkey", bytes(keyRow(to)))));
    }

    /** As {@link #update}, with replica identity FULL. */
    public KafkaRecord updateRow(List<?> before, Object... values) {
        log.lsn += 10;
        return record(keyOf(values), envelope("u", row(before.toArray()), row(values), "false"), List.of());
    }

    /** The delete that begins a change of key; {@link #arrive} follows it. */
    public KafkaRecord leave(List<?> from, List<?> to) {
        log.lsn += 10;
        return record(
                keyRow(from.toArray()),
                envelope("d", before(from.toArray()), null, "false"),
                List.of(new RecordHeader("__debezium.newkey", bytes(keyRow(to.toArray())))));
    }

    /** The create that ends a change of key. */
    public KafkaRecord arrive(List<?> from, Object... values) {
        return record(
                keyOf(values),
                envelope("c", null, row(values), "false"),
                List.of(new RecordHeader("__debezium.oldkey", bytes(keyRow(from.toArray())))));
    }

    /** A record that is no event of Debezium's. */
    public KafkaRecord raw(String key, String value) {
        return record(key == null ? null : utf8(key), value == null ? null : utf8(value), List.of());
    }

    private KafkaRecord record(JsonNode keyRow, JsonNode value, List<RecordHeader> headers) {
        ObjectNode message = value == null ? null : NODES.objectNode();
        if (message != null) {
            message.set("schema", ConnectSchema.envelope("inv." + schema + "." + table, columns));
            message.set("payload", value);
        }
        byte[] keyBytes = keyRow == null ? null : keyMessage(keyRow);
        return record(keyBytes, message == null ? null : bytes(message), headers);
    }

    private KafkaRecord record(byte[] keyBytes, byte[] value, List<RecordHeader> headers) {
        return new KafkaRecord(
                topic(), partition, log.offset(topic(), partition), log.micros, keyBytes, value, headers);
    }

    private byte[] keyMessage(JsonNode keyRow) {
        List<ObjectNode> keyColumns = columns.stream()
                .filter(c -> key.contains(c.get("field").asText()))
                .toList();
        ObjectNode message = NODES.objectNode();
        message.set("schema", ConnectSchema.key("inv." + schema + "." + table, keyColumns, nullableKey));
        message.set("payload", keyRow);
        return bytes(message);
    }

    private ObjectNode envelope(String operation, JsonNode before, JsonNode after, String snapshot) {
        ObjectNode payload = NODES.objectNode();
        payload.set("before", before);
        payload.set("after", after);
        ObjectNode source = payload.putObject("source");
        source.put("version", "3.7.0.Final").put("connector", "postgresql").put("name", "inv");
        source.put("ts_ms", log.micros / 1000).put("snapshot", snapshot).put("db", "shop");
        source.put(
                "sequence",
                "[" + (log.commitLsn == 0 ? "null" : "\"" + log.commitLsn + "\"") + ",\"" + log.lsn + "\"]");
        source.put("ts_us", log.micros).put("schema", schema).put("table", table);
        source.put("txId", log.transaction).put("lsn", log.lsn).putNull("xmin");
        payload.putObject("transaction")
                .put("id", log.transaction + ":" + log.lsn)
                .put("total_order", 3)
                .put("data_collection_order", 1);
        return payload.put("op", operation).put("ts_ms", log.micros / 1000 + 5);
    }

    private JsonNode row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        ObjectNode row = NODES.objectNode();
        for (int i = 0; i < values.length; i++) {
            row.set(columns.get(i).get("field").asText(), JSON.valueToTree(values[i]));
        }
        return row;
    }

    /** With the default replica identity the row before has its key only. */
    private JsonNode before(Object... keyValues) {
        ObjectNode row = NODES.objectNode();
        columns.forEach(c -> row.putNull(c.get("field").asText()));
        row.setAll((ObjectNode) keyRow(keyValues));
        return row;
    }

    private JsonNode keyRow(Object... keyValues) {
        ObjectNode row = NODES.objectNode();
        for (int i = 0; i < key.size(); i++) {
            row.set(key.get(i), JSON.valueToTree(keyValues[i]));
        }
        return row;
    }

    private JsonNode keyOf(Object... values) {
        if (key.isEmpty()) {
            return null;
        }
        ObjectNode row = NODES.objectNode();
        JsonNode whole = row(values);
        key.forEach(k -> row.set(k, whole.get(k)));
        return row;
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
