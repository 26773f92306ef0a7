package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.CompactFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Puts the record of a schema in front of the first event that has it, once in the life of a task: the topic is compacted,
 * so it stays as long as any reader may need it. Not thread-safe.
 *
 * <p>Such a record carries the offset of the record before it, which has been given out already: Connect commits offsets
 * in order, so the event's own is committed only if its schema has been written.
 */
public final class SchemaAnnouncements {

    /** Debezium asks each record's schema for its name. */
    private static final Schema VALUE =
            SchemaBuilder.string().name("io.cdcpipeline.Schema").build();

    private final String topic;
    private final EventSchemas schemas = new EventSchemas();
    private final Set<Long> announced = new HashSet<>();
    private Map<String, ?> partition;
    private Map<String, ?> offset;

    public SchemaAnnouncements(String topic) {
        this.topic = topic;
    }

    /** @return the very list when nothing is new */
    public List<SourceRecord> announce(List<SourceRecord> records) {
        List<SourceRecord> announcing = null;
        for (int i = 0; i < records.size(); i++) {
            SourceRecord record = records.get(i);
            SourceRecord schema = announcement(record);
            if (schema != null && announcing == null) {
                announcing = new ArrayList<>(records.subList(0, i));
            }
            if (schema != null) {
                announcing.add(schema);
            }
            if (announcing != null) {
                announcing.add(record);
            }
            partition = record.sourcePartition();
            offset = record.sourceOffset();
        }
        return announcing == null ? records : announcing;
    }

    /** Null for a record whose schema is known, or that has none. */
    private SourceRecord announcement(SourceRecord record) {
        if (!EventSchemas.isChange(record.valueSchema()) || !(record.value() instanceof Struct event)) {
            return null;
        }
        EventSchemas.Known schema = schemas.of(record.valueSchema(), event);
        if (!announced.add(schema.fingerprint())) {
            return null;
        }
        // Before its first record a task has given out no offset; then the schema has a place of its own.
        return new SourceRecord(
                partition == null ? Map.of("schemas", topic) : partition,
                partition == null ? Map.of("announced", true) : offset,
                topic,
                null,
                Schema.STRING_SCHEMA,
                CompactFormat.key(schema.fingerprint()),
                VALUE,
                schema.text());
    }
}
