package io.cdcpipeline.job.decode;

import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.contract.event.CompactSchema;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.lake.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.StructType;

/** Reads events in the compact form. Not thread-safe. */
final class CompactEvents {

    private static final Operation[] OPERATIONS = {
        Operation.READ, Operation.CREATE, Operation.UPDATE, Operation.DELETE, Operation.TRUNCATE
    };
    private static final SnapshotMarker[] MARKERS = {SnapshotMarker.NONE, SnapshotMarker.FIRST, SnapshotMarker.OTHER};

    /** What is kept of one schema. */
    private final class Known {

        private final TableId id;
        private final TextSchema schema;
        private final CompactRow before;
        private final CompactRow after;
        private TextTable table;

        Known(CompactSchema compact) {
            this.id = new TableId(compact.schema(), compact.table());
            this.schema = new TextSchema(compact.fields(), compact.columns());
            this.before = new CompactRow(schema.columns().size());
            this.after = new CompactRow(schema.columns().size());
        }

        TextTable table(StructType lake) {
            if (table == null || !Objects.equals(table.lake(), lake)) {
                table = TextTable.of(schema, lake, new TablePolicies(policies, id));
            }
            return table;
        }
    }

    private final TypePolicies policies;
    private final Map<Long, Known> bySchema = new HashMap<>();
    private final AvroCursor cursor = new AvroCursor();

    CompactEvents(TypePolicies policies) {
        this.policies = policies;
    }

    static boolean isCompact(byte[] value) {
        return value.length > CompactFormat.HEADER && value[0] == CompactFormat.FORMAT;
    }

    Change read(KafkaRecord message, SchemaLookup schemas, LakeColumns lake) throws UnreadableRecord {
        Known known = known(message, schemas);
        try {
            return change(message, known, known.table(lake.of(known.id)));
        } catch (IOException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new UnreadableRecord(known.id, e.getMessage());
        }
    }

    private Known known(KafkaRecord message, SchemaLookup schemas) throws UnreadableRecord {
        long fingerprint = ByteBuffer.wrap(message.value(), 1, Long.BYTES).getLong();
        Known known = bySchema.get(fingerprint);
        if (known == null) {
            String text = schemas.text(fingerprint);
            if (text == null) {
                throw new UnreadableRecord(
                        null,
                        "its schema " + CompactFormat.key(fingerprint) + " is not in the topic of schemas beside "
                                + message.topic()
                                + ": was that topic deleted? The connector writes it again when it is restarted");
            }
            try {
                known = new Known(CompactSchema.parse(text));
            } catch (UncheckedIOException e) {
                throw new UnreadableRecord(null, e.getMessage());
            }
            bySchema.put(fingerprint, known);
        }
        return known;
    }

    private Change change(KafkaRecord message, Known known, TextTable table) throws IOException, UnreadableRecord {
        cursor.start(message.value(), CompactFormat.HEADER);
        Operation operation = OPERATIONS[(int) cursor.number()];
        SnapshotMarker marker = MARKERS[(int) cursor.number()];
        LogPosition log = new LogPosition(cursor.number(), cursor.number(), cursor.number());
        long transaction = cursor.number();
        SourcePosition position = new SourcePosition(log, cursor.number(), transaction, marker);
        known.before.read(cursor);
        known.after.read(cursor);
        if (!cursor.atEnd()) {
            throw new IOException("the event goes on behind its end");
        }
        return new TextChanges(message, known.schema, table, known.before, known.after)
                .change(known.id, operation, position);
    }
}
