package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.contract.event.CompactSchema;
import io.cdcpipeline.contract.event.SourceColumn;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * The compact schemas of events by their Connect schemas, which Debezium makes anew for each Relation message and keeps until
 * the next: each is worked out once. Not thread-safe.
 */
final class EventSchemas {

    /** A table has one, two while it changes; what is dropped is worked out again. */
    private static final int MOST = 4096;

    /**
     * What is kept of one schema.
     *
     * @param text as Avro's schema
     * @param header what stands in front of each event
     * @param fields the names of a row's fields
     */
    record Known(String text, byte[] header, List<String> fields) {

        long fingerprint() {
            return ByteBuffer.wrap(header, 1, Long.BYTES).getLong();
        }
    }

    private final Map<Schema, Known> bySchema = new IdentityHashMap<>();

    /** Whether it is a change of a row of a captured table; heartbeats and others are not. */
    static boolean isChange(Schema schema) {
        Field after = schema == null || schema.type() != Schema.Type.STRUCT ? null : schema.field(EventFields.AFTER);
        if (after == null
                || after.schema().type() != Schema.Type.STRUCT
                || after.schema().fields().isEmpty()) {
            return false;
        }
        Map<String, String> parameters = after.schema().fields().get(0).schema().parameters();
        return parameters != null && parameters.containsKey(SourceColumn.PARAMETER);
    }

    /** @param event of that schema: it says which table's */
    Known of(Schema schema, Struct event) {
        Known known = bySchema.get(schema);
        if (known == null) {
            if (bySchema.size() == MOST) {
                bySchema.clear();
            }
            known = make(schema, event.getStruct(EventFields.SOURCE));
            bySchema.put(schema, known);
        }
        return known;
    }

    private static Known make(Schema schema, Struct source) {
        List<Field> columns = schema.field(EventFields.AFTER).schema().fields();
        List<String> fields = columns.stream().map(Field::name).toList();
        String text = new CompactSchema(
                        source.getString(EventFields.SCHEMA),
                        source.getString(EventFields.TABLE),
                        fields,
                        columns.stream()
                                .map(f -> SourceColumn.parse(
                                        f.schema().parameters().get(SourceColumn.PARAMETER)))
                                .toList())
                .toAvro();
        byte[] header = ByteBuffer.allocate(CompactFormat.HEADER)
                .put(CompactFormat.FORMAT)
                .putLong(CompactSchema.fingerprint(text))
                .array();
        return new Known(text, header, fields);
    }
}
