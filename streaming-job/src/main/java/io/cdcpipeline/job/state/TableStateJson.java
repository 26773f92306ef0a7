package io.cdcpipeline.job.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.decode.LogPosition;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** {@link TableState} as the text that stands in a commit. */
public final class TableStateJson {

    private static final String KEY = "cdcpipeline";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TableStateJson() {}

    public static String write(TableState state) {
        try {
            return JSON.writeValueAsString(Map.of(KEY, state));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a commit that is not ours: somebody's OPTIMIZE, say. */
    public static Optional<TableState> read(String userMetadata) {
        if (userMetadata == null || !userMetadata.startsWith("{\"" + KEY + "\":")) {
            return Optional.empty();
        }
        try {
            JsonNode state = JSON.readTree(userMetadata).get(KEY);
            return Optional.of(state.has("marks") ? ofFirstVersion(state) : JSON.treeToValue(state, TableState.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A commit's metadata cannot be read: " + userMetadata, e);
        }
    }

    /** As version 0.1 wrote it: a mark for each Kafka partition, of which there was one, and no topic. */
    private static TableState ofFirstVersion(JsonNode state) {
        JsonNode mark = state.path("marks").path("0");
        LogPosition log = new LogPosition(
                mark.path("commitLsn").asLong(-1), mark.path("lsn").asLong(-1), -1);
        return new TableState(
                0,
                state.path("epoch").asLong(),
                state.path("snapshot").asText(""),
                state.path("snapshotting").asBoolean(),
                state.hasNonNull("note") ? state.get("note").asText() : null,
                0,
                0,
                new AppliedPosition(
                        null,
                        null,
                        mark.path("next").asLong(-1),
                        log,
                        mark.path("timeMicros").asLong(Long.MIN_VALUE)),
                null,
                null,
                0,
                false,
                false,
                TableMode.MIRROR,
                null,
                false);
    }
}
