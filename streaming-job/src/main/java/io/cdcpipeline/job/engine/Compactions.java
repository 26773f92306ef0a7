package io.cdcpipeline.job.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes small files of tables together, one table after another, while commits go on; whoever writes the table puts the new
 * file in their place. Thread-safe.
 */
final class Compactions {

    private static final Logger LOG = LoggerFactory.getLogger(Compactions.class);

    /** What is at least so large stays as it is. */
    private static final long SMALL_BYTES = 16 << 20;

    private static final int ENOUGH_FILES = 32;

    /** Of each the key is held until the file is in its place, and looked for before: that takes half a second. */
    private static final long MOST_ROWS = 2_000_000;

    private static final String POOL = "spark.scheduler.pool";
    private static final String COMPACTION = "compact";

    private final TableTasks tasks = TableTasks.inThread("compaction");
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final Map<String, CompactedFile> ready = new ConcurrentHashMap<>();
    private final CompactionRequests requests = new CompactionRequests();

    CompactionRequests requests() {
        return requests;
    }

    /** The file that is ready for the table. It is asked for once. */
    Optional<CompactedFile> take(String path) {
        CompactedFile file = ready.remove(path);
        if (file != null) {
            pending.remove(path);
        }
        return Optional.ofNullable(file);
    }

    /** Nobody writes the table any more: returns when no file is written to it. */
    void release(String path) {
        tasks.release(path);
        pending.remove(path);
        ready.remove(path);
    }

    /**
     * Begins one when it is worth it, and none is under way.
     *
     * @param session of whoever writes the table; the compaction has another one like it
     * @param index at the snapshot's version
     */
    void consider(SparkSession session, Snapshot snapshot, String path, TableIndex index) {
        List<AddFile> small =
                index.files().stream().filter(f -> f.size() < SMALL_BYTES).toList();
        if (small.size() < ENOUGH_FILES || !pending.add(path)) {
            return;
        }
        SparkSession own = session.cloneSession();
        KeyHash hash = index.hash();
        List<AddFile> smallest = smallest(small);
        tasks.add(path, () -> {
            try {
                write(own, snapshot, smallest, hash)
                        .ifPresentOrElse(f -> ready.put(path, f), () -> pending.remove(path));
            } catch (RuntimeException | Error e) {
                pending.remove(path);
                LOG.warn("Small files stay as they are in {}", path, e);
            }
        });
    }

    private static List<AddFile> smallest(List<AddFile> small) {
        List<AddFile> smallest = new ArrayList<>();
        long rows = 0;
        for (AddFile file :
                small.stream().sorted(Comparator.comparing(AddFile::size)).toList()) {
            rows += (Long) file.numLogicalRecords().get();
            if (rows > MOST_ROWS && smallest.size() > 1) {
                break;
            }
            smallest.add(file);
        }
        return smallest;
    }

    private static Optional<CompactedFile> write(
            SparkSession session, Snapshot snapshot, Collection<AddFile> small, KeyHash hash) {
        SparkContext spark = session.sparkContext();
        spark.setLocalProperty(POOL, COMPACTION);
        return session.withActive(() -> CompactedFile.write(snapshot, small, hash));
    }
}
