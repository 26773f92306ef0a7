package io.cdcpipeline.job.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/** Finds the user metadata of a table's latest commits in the log's own files: no Spark job, no state kept. */
final class CommitMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CommitMetadata() {}

    /** The latest that is wanted; empty when no commit has it whose file is still there. */
    static Optional<String> latest(DeltaLog log, long version, Predicate<String> wanted) {
        Configuration hadoop = log.newDeltaHadoopConf();
        for (long v = version; v >= 0; v--) {
            Path file = FileNames.unsafeDeltaFile(log.logPath(), v);
            try (BufferedReader actions = new BufferedReader(
                    new InputStreamReader(file.getFileSystem(hadoop).open(file), StandardCharsets.UTF_8))) {
                for (String action = actions.readLine(); action != null; action = actions.readLine()) {
                    Optional<String> found = userMetadata(action).filter(wanted);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            } catch (FileNotFoundException e) {
                return Optional.empty(); // Delta cleans up what is older than the table's log retention
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> userMetadata(String action) throws JsonProcessingException {
        if (!action.startsWith("{\"commitInfo\"")) {
            return Optional.empty();
        }
        JsonNode metadata = JSON.readTree(action).path("commitInfo").path("userMetadata");
        return metadata.isTextual() ? Optional.of(metadata.asText()) : Optional.empty();
    }
}
