package io.cdcpipeline.contract.event;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A heartbeat that has gone through the source's log: the connector's query writes a message there, and the connector finds it
 * in its place among the changes. Its record is in the topic of heartbeats and tells, in a header, when the source committed it.
 */
public record Canary(Instant committed) implements Serializable {

    /** Of the message: {@code pg_logical_emit_message(true, PREFIX, '')}. */
    public static final String PREFIX = "cdc.heartbeat";

    /** Of the record; a plain heartbeat, which says only that the connector lives, has none. */
    public static final String HEADER = "cdc.committed";

    public static Canary ofMicros(long micros) {
        return new Canary(
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
    }

    /** Null where the header is not there, or is none of ours. */
    public static Canary parse(byte[] header) {
        try {
            return header == null ? null : new Canary(Instant.parse(new String(header, StandardCharsets.UTF_8)));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** What the header holds. */
    public String text() {
        return committed.toString();
    }
}
