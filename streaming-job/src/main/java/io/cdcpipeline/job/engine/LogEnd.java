package io.cdcpipeline.job.engine;

import java.io.File;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.util.FileNames;

/** Whether a table's log ends where it did, seen by two files instead of a list of all. */
final class LogEnd {

    private LogEnd() {}

    /**
     * The very file of the snapshot's last commit is there, and none after it. Delta removes older commits first, so that a later
     * one cannot have come and gone before it; a table that was made anew has another file of that number.
     *
     * @return false where that is not known, as in an object store, where a list costs no more
     */
    static boolean isStill(Snapshot snapshot) {
        if (snapshot.version() < 0 || snapshot.logSegment().deltas().isEmpty()) {
            return false;
        }
        FileStatus last = snapshot.logSegment().deltas().last();
        Path log = last.getPath().getParent();
        if (!"file".equals(log.toUri().getScheme())) {
            return false;
        }
        File file = file(last.getPath());
        return FileNames.deltaVersion(last.getPath()) == snapshot.version()
                && file.length() == last.getLen()
                && file.lastModified() == last.getModificationTime()
                && !file(FileNames.unsafeDeltaFile(log, snapshot.version() + 1)).exists();
    }

    private static File file(Path path) {
        return new File(path.toUri().getPath());
    }
}
