package io.cdcpipeline.job.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.lake.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.StructType;

/** Reads events in JSON whose values are texts. Not thread-safe. */
final class TextEvents {

    static final String LATER_KEY = "__debezium.newkey";
    private static final int MOST_TABLES = 4096;

    /** What is kept of one schema. */
    private final class Known {

        private final TextSchema schema;
        private final TextFields before;
        private final TextFields after;
        private TextTable table;

        Known(TextSchema schema) {
            this.schema = schema;
            this.before = new TextFields(schema.fields());
            this.after = new TextFields(schema.fields());
        }

        TextTable table(TableId id, StructType lake) {
            if (table == null || !Objects.equals(table.lake(), lake)) {
                table = TextTable.of(schema, lake, new TablePolicies(policies, id));
            }
            return table;
        }
    }

    private final TypePolicies policies;
    private final JsonFactory json = new JsonFactory();
    private final Envelope envelope = new Envelope();
    private final Map<SchemaCache.Entry, Known> bySchema = new HashMap<>();

    TextEvents(TypePolicies policies) {
        this.policies = policies;
    }

    Change read(KafkaRecord message, SchemaCache.Entry entry, LakeColumns lake) throws UnreadableRecord {
        envelope.forget();
        try {
            Known known = known(entry);
            readEnvelope(message, entry, known);
            return change(message, known, lake);
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableRecord(envelope.table(), e.getMessage());
        }
    }

    private void readEnvelope(KafkaRecord message, SchemaCache.Entry entry, Known known) throws IOException {
        int start = entry.prefix().length;
        try (JsonParser payload = json.createParser(message.value(), start, message.value().length - start)) {
            if (payload.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the payload is not an object");
            }
            known.before.forget();
            known.after.forget();
            envelope.read(payload, known.before, known.after);
        }
    }

    private Change change(KafkaRecord message, Known known, LakeColumns lake) throws UnreadableRecord {
        TableId id = envelope.table();
        Operation operation = envelope.operation();
        if (id == null || operation == null) {
            throw new UnreadableRecord(id, "not a change event: operation '" + envelope.operationCode() + "'");
        }
        TextTable table = known.table(id, lake.of(id));
        return new TextChanges(message, known.schema, table, known.before, known.after)
                .change(id, operation, envelope.position());
    }

    private Known known(SchemaCache.Entry entry) {
        if (bySchema.size() == MOST_TABLES && !bySchema.containsKey(entry)) {
            bySchema.clear();
        }
        return bySchema.computeIfAbsent(entry, e -> new Known(TextSchema.of(e.schema())));
    }
}
