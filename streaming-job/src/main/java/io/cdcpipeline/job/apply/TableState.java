package io.cdcpipeline.job.apply;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param query the streaming query (its checkpoint) that wrote; Kafka's offsets can be compared only within one
 * @param batch the micro-batch that wrote last
 * @param commit counts the commits of that batch
 * @param epoch grows when positions in the source's log start anew: by a snapshot, or by another server
 * @param snapshot the {@code snapshotId} of the last snapshot, empty when there was none
 * @param snapshotting whether nothing but rows of that snapshot has come since it began
 * @param failure why nothing is applied until a new snapshot comes; null for a sound table
 * @param note what the table is known to lack until a new snapshot comes; null for nothing
 * @param marks by Kafka partition
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableState(
        String query,
        long batch,
        int commit,
        long epoch,
        String snapshot,
        boolean snapshotting,
        String failure,
        String note,
        Map<Integer, Mark> marks)
        implements Serializable {

    private static final String KEY = "cdcpipeline";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public TableState {
        marks = new TreeMap<>(marks); // sorted, so that the same state is the same text
    }

    static TableState fresh(String query) {
        return new TableState(query, -1, -1, 0, "", false, null, null, Map.of());
    }

    Mark mark(int partition) {
        return marks.getOrDefault(partition, Mark.NONE);
    }

    /** This one, after a commit that comes next: the marks of other partitions stay as they were. */
    TableState followedBy(TableState next) {
        boolean sameBatch = query.equals(next.query) && batch == next.batch;
        Map<Integer, Mark> all = new TreeMap<>(marks);
        all.putAll(next.marks);
        return new TableState(
                next.query,
                next.batch,
                sameBatch ? commit + 1 : 0,
                Math.max(epoch, next.epoch),
                next.snapshot,
                next.snapshotting,
                next.failure,
                next.note,
                all);
    }

    TableState noting(String text) {
        return new TableState(query, batch, commit, epoch, snapshot, snapshotting, failure, text, marks);
    }

    String json() {
        try {
            return JSON.writeValueAsString(Map.of(KEY, this));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a commit that is not ours: somebody's OPTIMIZE, say. */
    static Optional<TableState> parse(String userMetadata) {
        if (userMetadata == null || !userMetadata.startsWith("{\"" + KEY + "\":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.treeToValue(JSON.readTree(userMetadata).get(KEY), TableState.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A commit's metadata cannot be read: " + userMetadata, e);
        }
    }
}
