package io.cdcpipeline.job.engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the keys of files. Tasks read and pack them ({@link PackedKeys}), wherever they run; while the driver takes in what some of
 * them have brought, the next ones are under way, so that it never holds more than a few million.
 */
final class KeyScan {

    /** At a time, of each of the two. */
    private static final long ROWS_AT_ONCE = 2_000_000;

    /** What a task reads, if row groups are no larger. */
    private static final String PART = "spark.sql.files.maxPartitionBytes";

    private static final String PART_BYTES = "16m";

    private final JavaRDD<byte[]> blocks;
    private final int atOnce;

    /** @param rows of all files together, more or less */
    KeyScan(FileRows files, KeyHash hash, long rows) {
        Column[] hashes = hash.columns();
        this.blocks = planned(files.rows().select(FileRows.FILE, FileRows.ROW, hashes[0], hashes[1]));
        int parts = Math.max(1, blocks.getNumPartitions());
        int wanted = Math.max(1, blocks.context().defaultParallelism());
        this.atOnce = (int) Math.min(wanted, Math.max(1, ROWS_AT_ONCE / Math.max(1, rows / parts)));
    }

    private static JavaRDD<byte[]> planned(Dataset<Row> keys) {
        SparkSession session = keys.sparkSession();
        String before = session.conf().get(PART);
        session.conf().set(PART, PART_BYTES);
        try {
            return keys.queryExecution().toRdd().toJavaRDD().mapPartitions(PackedKeys::new);
        } finally {
            session.conf().set(PART, before);
        }
    }

    /** @return whether all were wanted */
    boolean read(PackedKeys.Taker taker) {
        int parts = blocks.getNumPartitions();
        if (parts <= atOnce) {
            return take(collect(0), taker);
        }
        // Its thread is this one's child: its jobs are of the same group, and in the same pool.
        ExecutorService ahead = Executors.newSingleThreadExecutor();
        try {
            Future<List<byte[]>[]> next = ahead.submit(collecting(0));
            for (int from = atOnce; from < parts; from += atOnce) {
                List<byte[]>[] some = result(next);
                next = ahead.submit(collecting(from));
                if (!take(some, taker)) {
                    return false;
                }
            }
            return take(result(next), taker);
        } finally {
            ahead.shutdownNow();
        }
    }

    private Callable<List<byte[]>[]> collecting(int from) {
        return () -> collect(from);
    }

    private List<byte[]>[] collect(int from) {
        int end = Math.min(blocks.getNumPartitions(), from + atOnce);
        return blocks.collectPartitions(IntStream.range(from, end).toArray());
    }

    private static List<byte[]>[] result(Future<List<byte[]>[]> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while keys were read", e);
        } catch (ExecutionException e) {
            throw KeyScan.<RuntimeException>asItIs(e.getCause());
        }
    }

    /** Spark throws checked exceptions that it does not declare. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E asItIs(Throwable failure) throws E {
        throw (E) failure;
    }

    private static boolean take(List<byte[]>[] parts, PackedKeys.Taker taker) {
        for (int part = 0; part < parts.length; part++) {
            for (byte[] block : parts[part]) {
                if (!PackedKeys.read(block, taker)) {
                    return false;
                }
            }
            // Others need the room.
            parts[part] = null;
        }
        return true;
    }
}
