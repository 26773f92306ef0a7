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
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.util.FileNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the newest commit's file is whole. A power cut may leave it empty: then the commit did not happen, and nothing
 * is lost. It may also leave a part of it, which Delta reads as a commit of fewer files where it ends with a line.
 */
final class NewestCommit {

    private static final Logger LOG = LoggerFactory.getLogger(NewestCommit.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path log;
    private final long version;

    private NewestCommit(FileSystem files, Path log, long version) {
        this.files = files;
        this.log = log;
        this.version = version;
    }

    /** @throws DamagedLogException when a part of the file is missing */
    static void check(SparkSession session, String path) {
        Path log = new Path(path, "_delta_log");
        try {
            FileSystem files = log.getFileSystem(session.sessionState().newHadoopConf());
            OptionalLong newest = newest(files, log);
            if (newest.isPresent() && new NewestCommit(files, log, newest.getAsLong()).isEmpty()) {
                // Delta may have read it already, and would not again.
                DeltaLog.invalidateCache(session, new Path(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the Delta log " + log, e);
        }
    }

    private static OptionalLong newest(FileSystem files, Path log) throws IOException {
        try {
            return Stream.of(files.listStatus(log))
                    .map(FileStatus::getPath)
                    .filter(FileNames::isDeltaFile)
                    .mapToLong(FileNames::deltaVersion)
                    .max();
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    private boolean isEmpty() throws IOException {
        CommitActions actions = read();
        if (!actions.hasInfo()) {
            LOG.warn("{} is empty, as after a power cut: that commit did not happen", file());
            // Its checksum counts what the commit would have brought; Delta would miss that ever after.
            files.delete(FileNames.checksumFile(log, version), false);
            return true;
        }
        actions.missing().or(() -> actions.missing(added())).ifPresent(what -> {
            throw new DamagedLogException(file(), what, null);
        });
        return false;
    }

    private CommitActions read() throws IOException {
        CommitActions actions = new CommitActions();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(file()), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                actions.add(JSON.readTree(line));
            }
            return actions;
        } catch (JsonProcessingException e) {
            throw new DamagedLogException(file(), "it ends within a line", e);
        } catch (org.apache.hadoop.fs.ChecksumException e) {
            throw new DamagedLogException(file(), "its checksum is another file's", e);
        }
    }

    private Path file() {
        return FileNames.unsafeDeltaFile(log, version);
    }

    /** By how many files the table has grown, after Delta's checksum files; empty when one of them is not there. */
    private OptionalLong added() {
        OptionalLong now = count(version);
        OptionalLong before = count(version - 1);
        return now.isPresent() && before.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    private OptionalLong count(long of) {
        try (var in = files.open(FileNames.checksumFile(log, of))) {
            JsonNode count = JSON.readTree((java.io.InputStream) in).path("numFiles");
            return count.isNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // not there, or damaged itself: it only helps
        }
    }
}
