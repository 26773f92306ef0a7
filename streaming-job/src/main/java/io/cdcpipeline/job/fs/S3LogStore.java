package io.cdcpipeline.job.fs;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * Delta's log in a bucket of S3's: a commit is one PUT that the store refuses where the file is there already. Delta's own store
 * for S3 looks first and writes then, so that of two drivers one loses its commit in silence.
 *
 * <p>A PUT that is repeated, since no answer came, may meet itself: what is there counts as written where it is the same.
 */
public final class S3LogStore extends HadoopFileSystemLogStore {

    /** As Delta makes it, by reflection. */
    public S3LogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        FileSystem fs = path.getFileSystem(configuration);
        byte[] content = lines(actions);
        if (overwrite) {
            try (OutputStream file = fs.create(path, true)) {
                file.write(content);
            }
            return;
        }
        ConditionalPut put = new ConditionalPut((S3AFileSystem) fs);
        put.check(path.getParent());
        if (!put.ifAbsent(path, content) && !put.has(path, content)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    private static byte[] lines(Iterator<String> actions) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (actions.hasNext()) {
            all.writeBytes((actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return all.toByteArray();
    }

    /** Asks for what comes from there on, and not for the whole log. */
    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
        S3AFileSystem fs = (S3AFileSystem) path.getFileSystem(configuration);
        List<FileStatus> files = new S3Listing(fs).from(path);
        if (files.isEmpty() && !fs.exists(path.getParent())) {
            throw new FileNotFoundException("No such file or directory: " + path.getParent());
        }
        return files.iterator();
    }

    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        return false;
    }
}
