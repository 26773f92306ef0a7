package io.cdcpipeline.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Where a connector's stream of changes begins, from which on none is missing. The connector tells it in the topic of schemas,
 * under {@link #KEY}, each time that it starts and before any change: another {@code lsn} is another stream.
 *
 * @param slot the replication slot's name
 * @param lsn the first position in the source's log, as a number: the slot's when it was made
 * @param after up to where the connector had read the log before; null when it had not, or nobody knows
 * @param continued whether nothing is missing between what was read before and this stream
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record StreamStart(
        @JsonProperty("slot") String slot,
        @JsonProperty("lsn") long lsn,
        @JsonProperty("after") Long after,
        @JsonProperty("continued") boolean continued)
        implements Serializable {

    /** Of its records; those of schemas have a fingerprint. */
    public static final String KEY = "stream";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when it is not JSON of this form */
    public static StreamStart parse(String json) {
        try {
            return JSON.readValue(json, StreamStart.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("'" + json + "' tells of no stream's start", e);
        }
    }

    /** What is missing before it, as a part of a sentence. */
    public String gap() {
        String missing = after == null
                ? "changes before LSN " + text(lsn) + " may be missing"
                : "changes between LSN " + text(after) + " and " + text(lsn) + " are missing";
        return after == null
                ? "the connector's offsets were lost, and " + missing
                : "the replication slot " + slot + " was lost, and " + missing;
    }

    /** As PostgreSQL writes it. */
    private static String text(long position) {
        return Long.toHexString(position >>> 32).toUpperCase(Locale.ROOT)
                + "/"
                + Long.toHexString(position & 0xFFFF_FFFFL).toUpperCase(Locale.ROOT);
    }
}
