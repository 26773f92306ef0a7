package io.cdcpipeline.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A place in MariaDB's log: the last transaction of each domain, {@code domain-server-sequence}, parted by commas.
 *
 * @param text as the server prints it
 * @param sequences by domain
 */
public record GtidPosition(String text, Map<Long, Long> sequences) {

    /** Empty when the text is none; the place before everything is the empty text. */
    public static Optional<GtidPosition> parse(String text) {
        Map<Long, Long> sequences = new TreeMap<>();
        try {
            for (String gtid : text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*")) {
                String[] parts = gtid.split("-");
                // The state of a log may name several servers in a domain, the last one last.
                sequences.merge(Long.parseLong(parts[0]), Long.parseLong(parts[2]), Math::max);
            }
            return Optional.of(new GtidPosition(text.strip(), Map.copyOf(sequences)));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Out of what Connect says of a connector's offsets, one of which is the log's; empty when it has not begun. */
    public static Optional<GtidPosition> ofOffsets(JsonNode answer) {
        for (JsonNode partition : answer.path("offsets")) {
            JsonNode gtids = partition.path("offset").path("gtids");
            if (gtids.isTextual()) {
                return parse(gtids.asText());
            }
        }
        return Optional.empty();
    }

    /** Whether all that the other place has behind it lies behind this one, too. */
    public boolean covers(GtidPosition other) {
        return other.sequences.entrySet().stream()
                .allMatch(domain -> sequences.getOrDefault(domain.getKey(), -1L) >= domain.getValue());
    }

    /** The domains, as {@code 0, 7}. */
    String domains() {
        return new TreeMap<>(sequences).keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
