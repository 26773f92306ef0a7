package io.cdcpipeline.job.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.util.FileNames;

/**
 * What a commit says of itself, read from the log's own file: no Spark job, no state kept.
 *
 * @param info the commit's {@code commitInfo}; an empty object when it has none
 */
record CommitFile(long version, JsonNode info) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty when the commit's file is gone: Delta cleans up what is older than the table's log retention. */
    static Optional<CommitFile> read(DeltaLog log, long version) {
        try (BufferedReader actions = open(log, version)) {
            for (String action = actions.readLine(); action != null; action = actions.readLine()) {
                if (action.startsWith("{\"commitInfo\"")) {
                    return Optional.of(
                            new CommitFile(version, JSON.readTree(action).path("commitInfo")));
                }
            }
            return Optional.of(new CommitFile(version, JSON.createObjectNode()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read commit " + version + " of " + log.logPath(), e);
        }
    }

    private static BufferedReader open(DeltaLog log, long version) throws IOException {
        var file = FileNames.unsafeDeltaFile(log.logPath(), version);
        var in = file.getFileSystem(log.newDeltaHadoopConf()).open(file);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    String operation() {
        return info.path("operation").asText("a commit without a name");
    }

    Optional<String> metadata() {
        return Optional.ofNullable(info.path("userMetadata").textValue());
    }

    /** How many rows a merge or an append inserted; -1 when the commit does not say. */
    long inserted() {
        return info.path("operationMetrics").path("numTargetRowsInserted").asLong(-1);
    }

    boolean isOptimize() {
        return operation().equals("OPTIMIZE");
    }

    /** Whether rows of the table are others afterwards: what only writes them together in other files changes none. */
    boolean changesRows(DeltaLog log) {
        if (isOptimize() || operation().equals("DROP COLUMNS")) {
            return !isOptimize();
        }
        try (BufferedReader actions = open(log, version)) {
            return actions.lines().anyMatch(CommitFile::changesRows);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read commit " + version + " of " + log.logPath(), e);
        }
    }

    private static boolean changesRows(String action) {
        return (action.startsWith("{\"add\"") || action.startsWith("{\"remove\""))
                && action.contains("\"dataChange\":true");
    }
}
