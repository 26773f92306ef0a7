package io.cdcpipeline.job.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events of a table as our connector writes them in JSON: each value a text, each column described. */
public final class TextTopic {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String table;
    private final List<SourceColumn> columns = new ArrayList<>();
    private long lsn = 1_000;
    private long commitLsn = 5_000;
    private long order = 3;
    private long transaction = 701;
    private boolean placed;
    private String snapshot;
    private long offset;

    public TextTopic(String table) {
        this.table = table;
    }

    public String topic() {
        return "inv.inventory." + table;
    }

    public TextTopic key(String name, String type) {
        int place = 1 + (int) columns.stream().filter(c -> c.key() > 0).count();
        return column(
                new SourceColumn(name, SourceType.base(type, -1), place, false, true, null, false, null, null, 0));
    }

    public TextTopic column(String name, String type) {
        return column(new SourceColumn(name, SourceType.base(type, -1), 0, false, false, null, false, null, null, 0));
    }

    public TextTopic column(SourceColumn column) {
        columns.add(column);
        return this;
    }

    /** From now on the source sends all of a row before a change. */
    public TextTopic full() {
        columns.replaceAll(c -> new SourceColumn(
                c.name(),
                c.type(),
                c.key(),
                c.nullable(),
                true,
                c.initial(),
                c.omitted(),
                c.alike(),
                c.relation(),
                c.number()));
        return this;
    }

    /** Where the next record's change stands in the source's log: whatever was delivered before. */
    public TextTopic at(long ofCommit, long place, long inTransaction) {
        commitLsn = ofCommit;
        lsn = place;
        order = inTransaction;
        placed = true;
        return this;
    }

    /** All further changes are of that transaction. */
    public TextTopic transaction(long id) {
        transaction = id;
        return this;
    }

    public TextTopic drop(String name) {
        columns.removeIf(column -> column.name().equals(name));
        return this;
    }

    /** From now on the columns are that table's; null for one that is not known. */
    public TextTopic of(SourceRelation relation) {
        columns.replaceAll(c -> new SourceColumn(
                c.name(),
                c.type(),
                c.key(),
                c.nullable(),
                c.identity(),
                c.initial(),
                c.omitted(),
                c.alike(),
                relation,
                c.number()));
        return this;
    }

    /** From now on changes are of that transaction, and stand behind that place of the log. */
    public TextTopic later(long place, long id) {
        lsn = place;
        commitLsn = place + 100_000;
        transaction = id;
        return this;
    }

    /** From now on the columns are these. */
    public TextTopic columns(SourceColumn... others) {
        columns.clear();
        columns.addAll(List.of(others));
        return this;
    }

    public KafkaRecord insert(String... values) {
        return record("c", null, values, Map.of());
    }

    public KafkaRecord update(String[] before, String... values) {
        return record("u", before, values, Map.of());
    }

    public KafkaRecord delete(String... before) {
        return record("d", before, null, Map.of());
    }

    /** The first half of a change of the key. */
    public KafkaRecord leave(Map<String, String> nextKey, String... before) {
        return record("d", before, null, nextKey);
    }

    /** As a snapshot of the connector's reads it. */
    public KafkaRecord read(String... values) {
        return record("r", null, values, Map.of());
    }

    /** As a snapshot of the connector's reads it that begins the table anew. */
    public KafkaRecord snapshot(String... values) {
        snapshot = "true";
        KafkaRecord row = read(values);
        snapshot = null;
        return row;
    }

    public KafkaRecord truncate() {
        return record("t", null, null, Map.of());
    }

    private KafkaRecord record(String operation, String[] before, String[] after, Map<String, String> nextKey) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode schema = event.putObject("schema").put("type", "struct");
        ArrayNode fields = schema.putArray("fields");
        fields.add(row("before"));
        fields.add(row("after"));
        ObjectNode payload = event.putObject("payload");
        payload.set("before", values(before));
        payload.set("after", values(after));
        lsn += placed ? 0 : 10;
        placed = false;
        payload.putObject("source")
                .put("schema", "inventory")
                .put("table", table)
                .put("txId", transaction)
                .put("lsn", lsn)
                .put("commit_lsn", commitLsn)
                .put("order", order)
                .put("ts_us", 1_700_000_000_001_000L)
                .put("snapshot", snapshot);
        payload.put("op", operation);
        List<RecordHeader> headers = nextKey.isEmpty()
                ? List.of()
                : List.of(new RecordHeader(
                        "__debezium.newkey",
                        JSON.valueToTree(nextKey).toString().getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
        return new KafkaRecord(topic(), 0, offset++, 0, null, bytes, headers);
    }

    private ObjectNode row(String name) {
        ObjectNode row = JSON.createObjectNode().put("type", "struct").put("field", name);
        ArrayNode fields = row.putArray("fields");
        for (SourceColumn column : columns) {
            fields.addObject()
                    .put("type", "string")
                    .put("field", column.name())
                    .putObject("parameters")
                    .put(SourceColumn.PARAMETER, column.toJson());
        }
        return row;
    }

    private ObjectNode values(String[] values) {
        if (values == null) {
            return null;
        }
        ObjectNode row = JSON.createObjectNode();
        for (int i = 0; i < values.length; i++) {
            row.put(columns.get(i).name(), values[i]);
        }
        return row;
    }
}
