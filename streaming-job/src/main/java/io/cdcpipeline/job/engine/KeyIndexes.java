package io.cdcpipeline.job.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.spark.SparkConf;

/**
 * The indexes of all tables. Those of small tables share a part of the heap, those of large ones a part of the disk: a table gets
 * one when those that were written lately leave it room, so that none is read anew again and again because another took its place.
 * Thread-safe; an index is for whoever writes its table.
 */
public final class KeyIndexes {

    /** A key takes 24 bytes in a table that is between a quarter and two thirds full. */
    private static final long BYTES_A_KEY = 64;

    private static final long PART_OF_HEAP = 8;

    /** A table with no more keys has them in the heap: to read them again takes no longer than a commit. */
    private static final long SMALL = 100_000;

    /** An index that nobody asked for in that time makes room for others. */
    static final long IDLE_MILLIS = 600_000;

    private final Limits limits;
    private final Map<String, Used> tables = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param heap how many keys may be in it in sum
     * @param small how many of a table at most
     */
    record Limits(long heap, long small, KeyDisk disk) {}

    KeyIndexes(Limits limits) {
        this.limits = limits;
    }

    static KeyIndexes of(SparkConf conf) {
        long heap = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / BYTES_A_KEY;
        return new KeyIndexes(new Limits(heap, SMALL, KeyDisk.of(conf)));
    }

    private record Used(TableIndex index, long at) {

        boolean isIdle() {
            return System.currentTimeMillis() - at > IDLE_MILLIS;
        }
    }

    synchronized TableIndex of(String path) {
        Used known = tables.get(path);
        TableIndex index = known == null ? new TableIndex(new TableRoom(this, limits.disk(), path)) : known.index();
        tables.put(path, new Used(index, System.currentTimeMillis()));
        return index;
    }

    /** On disk, if it has any place for a table that is not small; else in the heap as long as there is room. */
    Optional<KeyIndex> place(String path, KeyIndex keys, long rows) {
        boolean onDisk = rows * KeyDisk.BYTES_A_KEY <= limits.disk().limit() - others(path, KeyIndex::bytes);
        if (!keys.isInHeap()) {
            return Optional.of(keys).filter(k -> onDisk);
        }
        boolean inHeap = rows <= limits.heap() - others(path, KeyIndexes::inHeap);
        if (rows > limits.small() || !inHeap) {
            Optional<KeyIndex> moved = onDisk ? limits.disk().moved(keys, rows) : Optional.empty();
            if (moved.isPresent()) {
                return moved;
            }
        }
        return Optional.of(keys).filter(k -> inHeap);
    }

    private static long inHeap(KeyIndex keys) {
        return keys.isInHeap() ? keys.size() : 0;
    }

    /** What those take that are in use. */
    private synchronized long others(String path, ToLongFunction<KeyIndex> taken) {
        return tables.entrySet().stream()
                .filter(t -> !t.getKey().equals(path) && !t.getValue().isIdle())
                .mapToLong(t -> taken.applyAsLong(t.getValue().index().keys()))
                .sum();
    }

    synchronized void forget(String path) {
        Used forgotten = tables.remove(path);
        if (forgotten != null) {
            forgotten.index().delete();
        }
    }

    /** Lets go of those that were not asked for longest, where they are too many together. */
    synchronized void trim() {
        trim(limits.heap(), KeyIndexes::inHeap);
        trim(limits.disk().limit(), KeyIndex::bytes);
    }

    private void trim(long limit, ToLongFunction<KeyIndex> taken) {
        long sum = tables.values().stream()
                .mapToLong(t -> taken.applyAsLong(t.index().keys()))
                .sum();
        Iterator<Used> oldest = tables.values().iterator();
        while (sum > limit && oldest.hasNext()) {
            TableIndex index = oldest.next().index();
            long one = taken.applyAsLong(index.keys());
            if (one > 0) {
                sum -= one;
                index.delete();
                oldest.remove();
            }
        }
    }
}
