package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.types.TypePolicies;
import java.io.IOException;

/**
 * Turns records into changes, whatever form they have: a topic may hold several. Not thread-safe: it holds parsers and
 * caches.
 */
public final class EventDecoder {

    private final SchemaLookup lookup;
    private final CompactEvents compact;
    private final SchemaCache schemas = new SchemaCache();
    private final TextEvents text;
    private final TypedEvents typed;

    /**
     * Makes a decoder.
     *
     * @param unavailableValue what Debezium puts where a TOASTed column did not change
     * @param lookup of the schemas of events in the compact form
     * @param policies what becomes of values that Delta has no one type for
     */
    public EventDecoder(String unavailableValue, SchemaLookup lookup, TypePolicies policies) {
        this.compact = new CompactEvents(policies);
        this.text = new TextEvents(policies);
        this.typed = new TypedEvents(unavailableValue);
        this.lookup = lookup;
    }

    /**
     * Reads a record.
     *
     * @param lake what tables have already
     * @return null for a tombstone, which says nothing that the delete before it has not said
     */
    public Change decode(KafkaRecord message, LakeColumns lake) throws UnreadableRecord {
        if (message.value() == null) {
            return null;
        }
        if (CompactEvents.isCompact(message.value())) {
            return compact.read(message, lookup, lake);
        }
        try {
            SchemaCache.Entry schema = schemas.find(message.topic(), message.value());
            return TextSchema.isText(schema.schema()) ? text.read(message, schema, lake) : typed.read(message, schema);
        } catch (IOException e) {
            throw new UnreadableRecord(null, e.getMessage());
        }
    }
}
