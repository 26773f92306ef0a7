package io.cdcpipeline.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.job.schema.TextRow;
import java.io.IOException;
import java.util.List;

/**
 * Debezium says a change of a row's key as a delete and a create; a header of the delete has the next key, as JSON with a
 * schema or without: headers have a converter of their own.
 */
record LaterKey(KafkaRecord message, List<String> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** False when there is no such header. */
    boolean fill(TextRow row, int[] columns) throws UnreadableRecord {
        byte[] header = message.header(TextEvents.LATER_KEY);
        if (header == null) {
            return false;
        }
        TextFields key = new TextFields(fields);
        try (JsonParser json = JSON.createParser(header)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            var tree = JSON.readTree(header);
            boolean withSchema = tree.size() == 2 && tree.path("schema").isObject() && tree.has("payload");
            try (JsonParser payload = JSON.treeAsTokens(withSchema ? tree.get("payload") : tree)) {
                payload.nextToken();
                key.read(payload);
            }
        } catch (IOException e) {
            throw new UnreadableRecord(
                    null,
                    "the header " + TextEvents.LATER_KEY + " is not JSON: set header.converter to the JsonConverter");
        }
        key.fillKey(row, columns);
        return true;
    }
}
