package io.cdcpipeline.job.decode;

import java.io.IOException;

/**
 * Turns records into changes, whatever form they have: a topic may hold several. Not thread-safe: it holds parsers and
 * caches.
 */
public final class EventDecoder {

    private final SchemaCache schemas = new SchemaCache();
    private final TypedEvents typed;
    private final TextEvents text = new TextEvents();

    /** @param unavailableValue what Debezium puts where a TOASTed column did not change */
    public EventDecoder(String unavailableValue) {
        this.typed = new TypedEvents(unavailableValue);
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
        try {
            SchemaCache.Entry schema = schemas.find(message.topic(), message.value());
            return TextSchema.isText(schema.schema()) ? text.read(message, schema, lake) : typed.read(message, schema);
        } catch (IOException e) {
            throw new UnreadableRecord(null, e.getMessage());
        }
    }
}
