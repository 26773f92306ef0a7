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
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.util.FileNames;

/** Reads what commits say of themselves from the log's own files: no Spark job, no state kept. */
final class CommitMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CommitMetadata() {}

    /** The latest that is wanted; empty when no commit has it whose file is still there. */
    static Optional<String> latest(DeltaLog log, long version, Predicate<String> wanted) {
        for (long v = version; v >= 0; v--) {
            Optional<JsonNode> commit = commitInfo(log, v);
            if (commit.isEmpty()) {
                return Optional.empty(); // Delta cleans up what is older than the table's log retention
            }
            JsonNode metadata = commit.get().path("userMetadata");
            if (metadata.isTextual() && wanted.test(metadata.asText())) {
                return Optional.of(metadata.asText());
            }
        }
        return Optional.empty();
    }

    /** How many rows a merge inserted, also when a compaction followed it; -1 when the commit does not say. */
    static long inserted(DeltaLog log, long version) {
        JsonNode commit = commitInfo(log, version).orElseGet(JSON::createObjectNode);
        return "OPTIMIZE".equals(commit.path("operation").asText())
                ? inserted(log, version - 1)
                : commit.path("operationMetrics").path("numTargetRowsInserted").asLong(-1);
    }

    /** Empty when the commit's file is gone. */
    private static Optional<JsonNode> commitInfo(DeltaLog log, long version) {
        Path file = FileNames.unsafeDeltaFile(log.logPath(), version);
        Configuration hadoop = log.newDeltaHadoopConf();
        try (BufferedReader actions = new BufferedReader(
                new InputStreamReader(file.getFileSystem(hadoop).open(file), StandardCharsets.UTF_8))) {
            for (String action = actions.readLine(); action != null; action = actions.readLine()) {
                if (action.startsWith("{\"commitInfo\"")) {
                    return Optional.of(JSON.readTree(action).path("commitInfo"));
                }
            }
            return Optional.of(JSON.createObjectNode());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
