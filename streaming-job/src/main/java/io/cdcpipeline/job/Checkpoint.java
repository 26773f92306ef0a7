package io.cdcpipeline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.contract.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.CommitLog;
import org.apache.spark.sql.execution.streaming.OffsetSeq;
import org.apache.spark.sql.execution.streaming.OffsetSeqLog;
import org.apache.spark.sql.execution.streaming.StreamMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The query's checkpoint: a hint of where its batches go on. Each table's own log says what the table has, so a
 * checkpoint that is damaged is put aside, and one that is gone or old costs only reading.
 */
final class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    private final String location;
    private final String offsets;

    private Checkpoint(String location, String offsets) {
        this.location = location;
        this.offsets = offsets;
    }

    /**
     * In the lake where that is a file system. Beside an object store it is one of this process: a batch writes two files of
     * it, each with a handful of requests, and a hint is not worth that.
     */
    private static String place(Lake lake) {
        return lake.root().startsWith("file:")
                ? lake.checkpoint()
                : java.nio.file.Path.of(SparkFiles.getRootDirectory(), "checkpoint")
                        .toUri()
                        .toString();
    }

    /** @param now for the name of a damaged one */
    static Checkpoint open(SparkSession session, Lake lake, long now) throws IOException {
        return open(session, place(lake), now);
    }

    private static Checkpoint open(SparkSession session, String location, long now) throws IOException {
        Path folder = new Path(location);
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        FileSystem files = folder.getFileSystem(hadoop);
        if (!files.exists(folder)) {
            return new Checkpoint(location, "{}");
        }
        try {
            return read(session, location, files);
        } catch (RuntimeException | IOException e) {
            Path aside = new Path(location + ".damaged-" + now);
            LOG.warn(
                    "The checkpoint {} is damaged and is put aside as {}; tables go on from their own positions",
                    folder,
                    aside,
                    e);
            if (!files.rename(folder, aside)) {
                throw new IOException(
                        "The checkpoint " + folder + " is damaged, and cannot be renamed to " + aside
                                + ": remove it; nothing is lost with it",
                        e);
            }
            return new Checkpoint(location, "{}");
        }
    }

    private static Checkpoint read(SparkSession session, String location, FileSystem files) throws IOException {
        StreamMetadata.read(
                new Path(location, "metadata"), session.sparkContext().hadoopConfiguration());
        Path initial = new Path(location, "sources/0/0");
        if (files.exists(initial) && files.getFileStatus(initial).getLen() == 0) {
            throw new IOException(initial + " is empty");
        }
        OffsetSeqLog planned = new OffsetSeqLog(session, location + "/offsets");
        scala.Option<scala.Tuple2<Object, OffsetSeq>> latest = planned.getLatest();
        if (latest.isEmpty()) {
            return new Checkpoint(location, "{}");
        }
        long batch = (Long) latest.get()._1();
        if (batch > 0 && planned.get(batch - 1).isEmpty()) {
            throw new IOException("the offsets of batch " + (batch - 1) + " are gone");
        }
        var done = new CommitLog(session, location + "/commits").getLatest();
        long committed = done.isEmpty() ? -1 : (Long) done.get()._1();
        if (committed > batch) {
            throw new IOException("batch " + committed + " is committed, but its offsets are missing");
        }
        scala.Option<OffsetSeq> at = committed < 0 ? scala.Option.empty() : planned.get(committed);
        return new Checkpoint(
                location, at.isEmpty() ? "{}" : at.get().offsets().head().get().json());
    }

    /** Where the query keeps it. */
    String location() {
        return location;
    }

    /** Offsets of the last finished batch, as Spark writes them: {@code {"topic":{"partition":offset}}}. */
    String offsets() {
        return offsets;
    }

    /** By topic, the offset of partition 0 at which the batches go on; empty for a fresh checkpoint. */
    Map<String, Long> committed() {
        try {
            Map<String, Map<String, Long>> read = new ObjectMapper().readValue(offsets, new TypeReference<>() {});
            Map<String, Long> committed = new HashMap<>();
            read.forEach((topic, partitions) -> committed.put(topic, partitions.getOrDefault("0", 0L)));
            return committed;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The checkpoint's offsets cannot be read: " + offsets, e);
        }
    }
}
