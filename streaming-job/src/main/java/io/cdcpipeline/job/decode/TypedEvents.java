package io.cdcpipeline.job.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.Placeholder;
import io.cdcpipeline.job.schema.RowReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads events of Debezium's own connector, whose values have types of Kafka Connect: those that a pipeline of version 0.1
 * left in its topics. Not thread-safe.
 */
final class TypedEvents {

    private static final String LATER_KEY = "__debezium.newkey";
    private static final String WITH_SCHEMA = "{\"schema\":";
    private static final int MOST_READERS = 4096;

    private record Schemas(SchemaCache.Entry value, SchemaCache.Entry key) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Schemas o && o.value == value && o.key == key;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(value) * 31 + System.identityHashCode(key);
        }
    }

    /** @param key the key's schema, null for a record without a key */
    private record Parts(KafkaRecord message, TableReader reader, SchemaCache.Entry key) {}

    private final JsonFactory json = new JsonFactory();
    private final SchemaCache keys = new SchemaCache();
    private final Map<Schemas, TableReader> readers = new HashMap<>();
    private final Envelope envelope = new Envelope();
    private final Placeholder placeholder;

    /** @param unavailableValue what Debezium puts where a TOASTed column did not change */
    TypedEvents(String unavailableValue) {
        this.placeholder = new Placeholder(unavailableValue);
    }

    /** @param value the schema in front of the message's value */
    Change read(KafkaRecord message, SchemaCache.Entry value) throws UnreadableRecord {
        envelope.forget();
        try {
            return change(message, value);
        } catch (IOException e) {
            throw new UnreadableRecord(envelope.table(), e.getMessage());
        }
    }

    private Change change(KafkaRecord message, SchemaCache.Entry value) throws IOException, UnreadableRecord {
        SchemaCache.Entry key = keySchema(message);
        Parts parts = new Parts(message, reader(value, key), key);
        try (JsonParser payload = payload(value, message.value())) {
            envelope.read(
                    payload, parts.reader().before().reader(), parts.reader().after());
        }
        TableId table = envelope.table();
        Operation operation = envelope.operation();
        if (table == null || operation == null) {
            throw new UnreadableRecord(table, "not a change event: operation '" + envelope.operationCode() + "'");
        }
        return switch (operation) {
            case TRUNCATE -> change(parts, new byte[0], null, null);
            case DELETE -> delete(parts);
            case READ, CREATE, UPDATE -> row(parts);
        };
    }

    /** Null for a record without a key, or with one that tells no rows apart. */
    private SchemaCache.Entry keySchema(KafkaRecord message) throws IOException, UnreadableRecord {
        if (message.key() == null) {
            return null;
        }
        SchemaCache.Entry key = keys.find(message.topic(), message.key());
        return key.schema().fields().isEmpty() ? null : key;
    }

    private Change row(Parts parts) throws IOException, UnreadableRecord {
        if (!envelope.hasAfter()) {
            throw new UnreadableRecord(envelope.table(), "operation '" + envelope.operationCode() + "' without a row");
        }
        byte[] row = parts.reader().after().bytes((byte) 0);
        return change(parts, parts.key() == null ? null : key(parts), row, null);
    }

    /** Of a row that is gone only the key counts: the columns before may be all null. */
    private Change delete(Parts parts) throws IOException, UnreadableRecord {
        if (parts.key() == null) {
            return change(parts, null, null, null);
        }
        Change.Move move = move(parts);
        RowReader after = parts.reader().after();
        try (JsonParser payload = payload(parts.key(), parts.message().key())) {
            after.read(payload);
        }
        return change(parts, key(parts), after.bytes((byte) 0), move);
    }

    private Change.Move move(Parts parts) throws IOException, UnreadableRecord {
        byte[] later = parts.message().header(LATER_KEY);
        if (later == null) {
            return null;
        }
        RowReader after = parts.reader().after();
        try (JsonParser payload = headerPayload(parts, later)) {
            after.readPart(payload);
        }
        byte[] row = after.bytes((byte) 0);
        RowReader key = parts.reader().key();
        try (JsonParser payload = headerPayload(parts, later)) {
            key.read(payload);
        }
        return new Change.Move(key.bytes((byte) 0), row);
    }

    /** A worker's header converter is not the value converter: by default it writes JSON without a schema. */
    private JsonParser headerPayload(Parts parts, byte[] header) throws IOException, UnreadableRecord {
        if (new String(header, 0, Math.min(header.length, WITH_SCHEMA.length()), StandardCharsets.UTF_8)
                .equals(WITH_SCHEMA)) {
            return payload(keys.find(parts.message().topic(), header), header);
        }
        JsonParser payload = json.createParser(header);
        if (payload.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableRecord(
                    envelope.table(),
                    "the header " + LATER_KEY + " is not JSON: set header.converter to the JsonConverter");
        }
        return payload;
    }

    private Change change(Parts parts, byte[] key, byte[] row, Change.Move move) {
        boolean partial = row != null && parts.reader().after().anyKept();
        return new Change(
                envelope.table(),
                envelope.operation(),
                parts.reader().shape(),
                key,
                row,
                envelope.hasBefore() ? parts.reader().before().bytes() : null,
                partial,
                move,
                envelope.position());
    }

    private byte[] key(Parts parts) throws IOException {
        RowReader key = parts.reader().key();
        try (JsonParser payload = payload(parts.key(), parts.message().key())) {
            key.read(payload);
        }
        return key.bytes((byte) 0);
    }

    private TableReader reader(SchemaCache.Entry value, SchemaCache.Entry key) throws UnreadableRecord {
        Schemas pair = new Schemas(value, key);
        TableReader reader = readers.get(pair);
        if (reader == null) {
            reader = TableReader.of(value.schema(), key == null ? null : key.schema(), placeholder);
            if (readers.size() == MOST_READERS) {
                readers.clear();
            }
            readers.put(pair, reader);
        }
        return reader;
    }

    /** A parser that stands on the start of the payload. */
    private JsonParser payload(SchemaCache.Entry schema, byte[] message) throws IOException {
        int start = schema.prefix().length;
        JsonParser payload = json.createParser(message, start, message.length - start);
        if (payload.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("the payload is not an object");
        }
        return payload;
    }
}
