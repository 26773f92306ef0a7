package io.cdcpipeline.job.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A small file beside the query's checkpoint, which the job writes as a whole. Not thread-safe. */
final class StateFile {

    private final Path file;
    private Configuration hadoop;

    StateFile(String checkpoint, String name) {
        this.file = new Path(new Path(checkpoint).getParent(), name);
    }

    /** To be called before anything else. */
    void open(Configuration configuration) {
        hadoop = configuration;
    }

    boolean isOpen() {
        return hadoop != null;
    }

    /** Empty when there is none. */
    Optional<byte[]> read() throws IOException {
        FileSystem files = file.getFileSystem(hadoop);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(file)) {
            return Optional.of(in.readAllBytes());
        }
    }

    void write(byte[] bytes) throws IOException {
        try (OutputStream out = file.getFileSystem(hadoop).create(file, true)) {
            out.write(bytes);
        }
    }

    void delete() throws IOException {
        file.getFileSystem(hadoop).delete(file, false);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
