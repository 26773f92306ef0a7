package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.StreamStart;
import io.debezium.connector.postgresql.connection.Lsn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The changes that a connector reads without a gap, from where it began; kept among its offsets, and told to those who read them.
 *
 * <p>Debezium gives a slot up to no position that is not stored as an offset. So one that is further
 * than the stored offset is not the one that was read: it was made since, and what was written in between is in no slot.
 *
 * @param start where it began
 * @param anew whether it begins now, and not at the stored offset
 */
record ChangeStream(StreamStart start, boolean anew) {

    private static final Schema VALUE =
            SchemaBuilder.string().name("io.cdcpipeline.Stream").build();
    private static final String LSN = "lsn";
    private static final String AFTER = "after";
    private static final String CONTINUED = "continued";

    /**
     * What is known when a task starts.
     *
     * @param offset the connector's; null when none is stored
     * @param stream the offset that an earlier start kept; null when there was none
     */
    record Stored(Map<String, Object> offset, Map<String, Object> stream) {

        static Stored of(OffsetStorageReader offsets, String connector) {
            return new Stored(offsets.offset(partition(connector)), offsets.offset(ownPartition(connector)));
        }

        /** The furthest position that was read; null for none. */
        private Long reached() {
            return offset == null
                    ? null
                    : Stream.of(LSN, "lsn_proc", "lsn_commit")
                            .filter(key -> offset.get(key) instanceof Number)
                            .map(key -> ((Number) offset.get(key)).longValue())
                            .max(Long::compareUnsigned)
                            .orElse(null);
        }
    }

    /** The partition of Debezium's own offsets. */
    static Map<String, String> partition(String connector) {
        return Map.of("server", connector);
    }

    private static Map<String, String> ownPartition(String connector) {
        return Map.of(StreamStart.KEY, connector);
    }

    /**
     * Decides.
     *
     * @param slot its name
     * @param position of the slot; empty when there is none
     * @param make makes it; asked for only where it is needed
     */
    static ChangeStream of(Stored stored, String slot, Optional<Lsn> position, Supplier<Lsn> make) {
        Long reached = stored.reached();
        boolean same = reached != null && position.isPresent();
        if (same && stored.stream() == null) {
            // A release that kept no streams may have given up a little more than it had stored.
            return new ChangeStream(new StreamStart(slot, position.get().asLong(), null, true), false);
        }
        if (same && Long.compareUnsigned(position.get().asLong(), reached) <= 0) {
            return new ChangeStream(kept(slot, stored.stream()), false);
        }
        long first = position.orElseGet(make).asLong();
        return new ChangeStream(new StreamStart(slot, first, reached, false), true);
    }

    private static StreamStart kept(String slot, Map<String, Object> offset) {
        return new StreamStart(
                slot,
                ((Number) offset.get(LSN)).longValue(),
                offset.get(AFTER) instanceof Number after ? after.longValue() : null,
                Boolean.TRUE.equals(offset.get(CONTINUED)));
    }

    /** The offset at which Debezium begins when the stream begins anew. */
    Map<String, Object> offset() {
        return Map.of(LSN, start.lsn());
    }

    /** What tells of it, and keeps it among the offsets. */
    SourceRecord announcement(String connector, String topic) {
        Map<String, Object> kept = new HashMap<>(Map.of(LSN, start.lsn()));
        if (start.after() != null) {
            kept.put(AFTER, start.after());
        }
        if (start.continued()) {
            kept.put(CONTINUED, true);
        }
        return new SourceRecord(
                ownPartition(connector),
                kept,
                topic,
                null,
                Schema.STRING_SCHEMA,
                StreamStart.KEY,
                VALUE,
                start.toJson());
    }
}
