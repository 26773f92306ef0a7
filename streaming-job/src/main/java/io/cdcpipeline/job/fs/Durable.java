package io.cdcpipeline.job.fs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Syncable;

/** A file's stream that brings what was written to the disk before it closes. */
final class Durable extends FilterOutputStream implements Syncable {

    private final Syncable file;
    private boolean closed;

    /** @param file what Hadoop's local file system opens, which can sync */
    Durable(OutputStream file) {
        super(file);
        this.file = (Syncable) file;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
    }

    @Override
    public void hflush() throws IOException {
        file.hflush();
    }

    @Override
    public void hsync() throws IOException {
        file.hsync();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            hsync();
        } finally {
            out.close();
        }
    }
}
