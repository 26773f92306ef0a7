package io.cdcpipeline.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.job.schema.ConnectField;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The schemas in front of payloads. From message to message the bytes up to the payload repeat, so they are compared
 * with the last seen and parsed only when they are new.
 */
final class SchemaCache {

    /** A topic's events have one schema, two while it changes; more only if two tables share a topic. */
    private static final int KEPT_A_TOPIC = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param prefix the bytes of the message up to the payload
     * @param schema what they say
     */
    record Entry(byte[] prefix, ConnectField schema) {

        boolean matches(byte[] message) {
            return message.length > prefix.length && Arrays.equals(message, 0, prefix.length, prefix, 0, prefix.length);
        }
    }

    private final Map<String, Deque<Entry>> byTopic = new HashMap<>();

    Entry find(String topic, byte[] message) throws IOException, UnreadableRecord {
        Deque<Entry> entries = byTopic.computeIfAbsent(topic, t -> new ArrayDeque<>());
        for (Entry entry : entries) {
            if (entry.matches(message)) {
                return entry;
            }
        }
        Entry entry = parse(message);
        if (entries.size() == KEPT_A_TOPIC) {
            entries.removeLast();
        }
        entries.addFirst(entry);
        return entry;
    }

    private static Entry parse(byte[] message) throws IOException, UnreadableRecord {
        try (JsonParser json = JSON.createParser(message)) {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || json.nextToken() != JsonToken.FIELD_NAME
                    || !json.currentName().equals("schema")
                    || json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableRecord("not JSON with a schema: set schemas.enable=true on the converters");
            }
            JsonNode schema = json.readValueAsTree();
            if (json.nextToken() != JsonToken.FIELD_NAME || !json.currentName().equals("payload")) {
                throw new UnreadableRecord("no payload follows the schema");
            }
            json.nextToken();
            int payload = (int) json.currentTokenLocation().getByteOffset();
            return new Entry(Arrays.copyOf(message, payload), ConnectField.parse(schema));
        }
    }
}
