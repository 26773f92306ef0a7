package io.cdcpipeline.job.fs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager;

/**
 * Files of the query's checkpoint on this machine, which is a hint: they appear whole, but nobody waits until they are on the disk.
 * A power cut may damage it or take its end, which costs reading.
 */
public final class CheckpointFiles extends FileSystemBasedCheckpointFileManager {

    /** The setting of a session whose queries write them so. */
    public static final String SETTING = "spark.sql.streaming.checkpointFileManagerClass";

    /** As Spark makes one. */
    public CheckpointFiles(Path path, Configuration hadoop) {
        super(path, hadoop);
    }

    @Override
    public FSDataOutputStream createTempFile(Path path) {
        try {
            return new FSDataOutputStream(
                    Files.newOutputStream(java.nio.file.Path.of(path.toUri().getPath())), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
