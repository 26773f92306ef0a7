package io.cdcpipeline.local.query;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job says of itself at {@code /status}.
 *
 * @param lastCommit ISO 8601; null before the first
 * @param offsets by topic and partition: all events before these can be read in Delta
 */
public record JobStatus(
        String pipeline,
        String state,
        String message,
        Long batch,
        String lastCommit,
        Double lagSeconds,
        Double eventsPerSecond,
        Long deadLetters,
        Map<String, Map<String, Long>> offsets,
        List<Table> tables) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int LIMIT_MILLIS = 5_000;

    /** One table, as far as this program shows it. */
    public record Table(
            String name, String path, Long version, String state, Long rows, String sourceCommitTime, String message) {}

    public JobStatus {
        offsets = offsets == null ? Map.of() : offsets;
        tables = tables == null ? List.of() : tables;
    }

    /** The offset below which all events of a partition can be read in Delta; 0 for one that was not seen yet. */
    public long readable(String topic, int partition) {
        return offsets.getOrDefault(topic, Map.of()).getOrDefault(Integer.toString(partition), 0L);
    }

    /** The version of a table in Delta; empty while it has none. */
    public Optional<Long> versionOf(String table) {
        return tables.stream().filter(t -> t.name().equals(table)).findFirst().map(Table::version);
    }

    /** Empty when nothing answers there. */
    public static Optional<JobStatus> ask(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return Optional.of(JSON.readValue(in, JobStatus.class));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
