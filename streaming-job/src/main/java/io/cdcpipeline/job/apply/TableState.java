package io.cdcpipeline.job.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a table holds, kept in its Delta log with each commit (as the commit's user metadata), so that it is true
 * exactly when the commit is.
 *
 * @param query the streaming query (its checkpoint) that wrote; offsets can be compared only within one
 * @param batch the micro-batch that wrote last
 * @param segment the part of the batch that wrote last; a batch is cut where a table is truncated or changes its shape
 * @param epoch grows when positions in the source's log start anew: by a snapshot, or by another server
 * @param snapshot the {@code snapshotId} of the last snapshot, empty when there was none
 * @param snapshotting whether nothing but rows of that snapshot has come since it began
 * @param marks by Kafka partition
 */
public record TableState(
        String query,
        long batch,
        int segment,
        long epoch,
        String snapshot,
        boolean snapshotting,
        Map<Integer, Mark> marks)
        implements Serializable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public TableState {
        // serializable, unlike Map.copyOf's in a Spark closure with another class loader; sorted, so that text is
        // stable
        marks = new TreeMap<>(marks);
    }

    static TableState fresh(String query) {
        return new TableState(query, -1, -1, 0, "", false, Map.of());
    }

    Mark mark(int partition) {
        return marks.getOrDefault(partition, Mark.NONE);
    }

    String json() {
        try {
            return JSON.writeValueAsString(Map.of("cdcpipeline", this));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a commit that is not ours: somebody's OPTIMIZE, say. */
    static Optional<TableState> parse(String userMetadata) {
        if (userMetadata == null || !userMetadata.startsWith("{\"cdcpipeline\":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.treeToValue(JSON.readTree(userMetadata).get("cdcpipeline"), TableState.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A commit's metadata cannot be read: " + userMetadata, e);
        }
    }
}
