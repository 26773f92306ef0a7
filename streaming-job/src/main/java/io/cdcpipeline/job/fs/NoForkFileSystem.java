package io.cdcpipeline.job.fs;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system without a process for each file: Hadoop's starts {@code chmod}, {@code ls} and, sixteen times a commit of
 * Delta's, {@code readlink} (5 to 60 ms each) where its native library is missing. Permissions are left to the umask. A file that was closed is on the disk: else a
 * power cut could take the content of a commit that others have built upon.
 */
public final class NoForkFileSystem extends LocalFileSystem {

    public NoForkFileSystem() {
        super(new Raw());
    }

    /** Without checksums. */
    static final class Raw extends RawLocalFileSystem {

        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            File file = pathToFile(path);
            if (!file.exists()) {
                throw new FileNotFoundException("File " + path + " does not exist");
            }
            return status(file, path);
        }

        /** As Hadoop's, whose {@code readlink} is given a URI and finds no link there. */
        @Override
        public FileStatus getFileLinkStatus(Path path) throws IOException {
            return getFileStatus(path);
        }

        private FileStatus status(File file, Path path) {
            boolean folder = file.isDirectory();
            return new FileStatus(
                    file.length(), folder, 1, getDefaultBlockSize(path), file.lastModified(), makeQualified(path));
        }

        @Override
        public void setPermission(Path path, FsPermission permission) {
            // the umask has decided
        }

        @Override
        protected boolean mkOneDirWithMode(Path path, File file, FsPermission permission) throws IOException {
            return super.mkOneDirWithMode(path, file, null);
        }

        @Override
        protected java.io.OutputStream createOutputStreamWithMode(Path path, boolean append, FsPermission permission)
                throws IOException {
            return new Durable(super.createOutputStreamWithMode(path, append, null));
        }
    }
}
