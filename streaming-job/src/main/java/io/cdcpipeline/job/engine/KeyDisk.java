package io.cdcpipeline.job.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of this machine's disk that indexes of large tables may take.
 *
 * @param folder that their files are in
 * @param limit bytes of all of them; 0 for none
 * @param chunk by how many pages a file grows
 * @param free bytes that there are on it now
 * @param keeps whether the next process may use what this one leaves
 */
record KeyDisk(Path folder, long limit, int chunk, LongSupplier free, boolean keeps) {

    /** A folder of this job alone in which indexes are kept for its next process; without it none are. */
    static final String FOLDER = "spark.cdcpipeline.index.dir";

    /** How many bytes indexes may take on disk, such as {@code 20g}; 0 for none. Half of what is free if nobody says. */
    static final String SETTING = "spark.cdcpipeline.index.disk";

    /** Of a table that has just been read it is 27; pages that are parted later are between half and nine tenths full. */
    static final long BYTES_A_KEY = 44;

    /** Others write there, too. */
    static final long LEFT_FREE = 512L << 20;

    /** Of 4 MiB: a thousandth of what 50 million keys take, and filled in some milliseconds. */
    static final int CHUNK = 1 << 10;

    /** One that nobody refers to is given back. */
    private static final Set<FileLock> LOCKS = ConcurrentHashMap.newKeySet();

    private static final Logger LOG = LoggerFactory.getLogger(KeyDisk.class);

    /** If nobody says, where Spark keeps what does not fit into memory. */
    static KeyDisk of(SparkConf conf) {
        boolean keeps = conf.contains(FOLDER) && isOurs(Path.of(conf.get(FOLDER)));
        Path folder = keeps ? Path.of(conf.get(FOLDER)) : scratch(conf);
        long limit = conf.contains(SETTING) ? conf.getSizeAsBytes(SETTING) : free(folder) / 2;
        return new KeyDisk(folder, limit, CHUNK, () -> free(folder), keeps);
    }

    private static Path scratch(SparkConf conf) {
        String folders = System.getenv().getOrDefault("SPARK_LOCAL_DIRS", conf.get("spark.local.dir", ""));
        return Path.of(folders.isBlank() ? System.getProperty("java.io.tmpdir") : folders.split(",")[0].trim());
    }

    /** Until this process ends. Of two that have the same folder, the second one keeps nothing. */
    private static boolean isOurs(Path folder) {
        try {
            Files.createDirectories(folder);
            FileLock lock = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock == null) {
                LOG.warn("Another process has {}: indexes of this one are not kept", folder);
                return false;
            }
            LOCKS.add(lock);
            KeptKeys.clean(folder);
            return true;
        } catch (IOException | OverlappingFileLockException e) {
            LOG.warn("Indexes are not kept in {}", folder, e);
            return false;
        }
    }

    /** Of a folder that may not be there yet. */
    private static long free(Path folder) {
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !there.toFile().exists()) {
            there = there.getParent();
        }
        return there.toFile().getUsableSpace();
    }

    /** An index with the keys of the other, which is of no use any more then; empty when there can be none, which is in the log. */
    Optional<KeyIndex> moved(KeyIndex keys, long expected) {
        try {
            PagedFile file = PagedFile.on(this);
            return Optional.of(keys.moved(isThere -> new MappedPlaces(file, expected, isThere)));
        } catch (NoRoomForKeysException e) {
            LOG.warn("{} keys of a table have no place on disk", expected, e);
            return Optional.empty();
        }
    }
}
