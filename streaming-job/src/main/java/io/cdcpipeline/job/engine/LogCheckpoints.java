package io.cdcpipeline.job.engine;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Writes checkpoints of tables' logs, one table after another, while commits go on, and has commits that are too old removed. Delta itself
 * does so within each commit whose version is a multiple of the table's interval, which takes it seconds. Thread-safe.
 */
final class LogCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(LogCheckpoints.class);

    private static final String POOL = "spark.scheduler.pool";
    private static final String CHECKPOINT = "checkpoint";

    private final TableTasks tasks;

    /** At which version it was tried last: one that could not be written is not tried again with each commit. */
    private final Map<String, Long> tried = new ConcurrentHashMap<>();

    /** Whose log has a checkpoint that its snapshot in memory does not know. */
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    LogCheckpoints() {
        this(TableTasks.inThread("log-checkpoint"));
    }

    LogCheckpoints(TableTasks tasks) {
        this.tasks = tasks;
    }

    /**
     * Has one written where the last is as old as the table's interval says. To be called by whoever writes the table, after each commit.
     *
     * @param session of whoever writes the table; the checkpoint has another one like it
     */
    void consider(SparkSession session, String path) {
        DeltaLog log = DeltaLog.forTable(session, path);
        if (written.remove(path)) {
            // As long as Delta only adds commits, it keeps in memory, and copies for each, all since the last
            // checkpoint that it knows.
            log.update(false, Option.empty(), Option.empty());
        }
        Snapshot now = log.unsafeVolatileSnapshot();
        if (now.version() - last(now, path) >= log.checkpointInterval(now.metadata())) {
            tried.put(path, now.version());
            SparkSession own = session.cloneSession();
            tasks.add(path, () -> {
                if (write(own, log, now)) {
                    written.add(path);
                }
            });
        }
    }

    /** Nobody writes the table any more: returns when nothing is written to its log. */
    void release(String path) {
        tasks.release(path);
        tried.remove(path);
        written.remove(path);
    }

    /** Of a table that was made anew at its path nothing was tried. */
    private long last(Snapshot now, String path) {
        long last = now.checkpointProvider().version();
        long other = tried.getOrDefault(path, -1L);
        return other > now.version() ? last : Math.max(last, other);
    }

    private static boolean write(SparkSession session, DeltaLog log, Snapshot now) {
        String pool = session.sparkContext().getLocalProperty(POOL);
        session.sparkContext().setLocalProperty(POOL, CHECKPOINT);
        try {
            return session.withActive(() -> {
                log.checkpoint(now, Option.empty());
                now.uncache();
                return true;
            });
        } catch (Exception | Error e) { // also one that is checked, of which Scala does not tell
            LOG.warn("No checkpoint of the log of {} at version {}", log.dataPath(), now.version(), e);
            return false;
        } finally {
            session.sparkContext().setLocalProperty(POOL, pool);
        }
    }
}
