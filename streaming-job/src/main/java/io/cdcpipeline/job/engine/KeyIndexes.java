package io.cdcpipeline.job.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The indexes of all tables, which share a part of the heap: a table gets one when those that were written lately leave it
 * room, so that none is read anew again and again because another took its place. Thread-safe; an index is for whoever writes
 * its table.
 */
public final class KeyIndexes {

    /** A key takes 24 bytes in a table that is between a quarter and two thirds full. */
    private static final long BYTES_A_KEY = 64;

    private static final long PART_OF_HEAP = 8;

    /** An index that nobody asked for in that time makes room for others. */
    static final long IDLE_MILLIS = 600_000;

    private final long limit;
    private final Map<String, Used> tables = new LinkedHashMap<>(16, 0.75f, true);

    public KeyIndexes() {
        this(Runtime.getRuntime().maxMemory() / PART_OF_HEAP / BYTES_A_KEY);
    }

    /** @param limit how many keys they may hold in sum */
    KeyIndexes(long limit) {
        this.limit = limit;
    }

    private record Used(TableIndex index, long at) {

        boolean isIdle() {
            return System.currentTimeMillis() - at > IDLE_MILLIS;
        }
    }

    synchronized TableIndex of(String path) {
        Used known = tables.get(path);
        TableIndex index = known == null ? new TableIndex(() -> room(path)) : known.index();
        tables.put(path, new Used(index, System.currentTimeMillis()));
        return index;
    }

    /** How many keys those that are in use leave to the table. */
    private synchronized long room(String path) {
        return limit
                - tables.entrySet().stream()
                        .filter(t -> !t.getKey().equals(path) && !t.getValue().isIdle())
                        .mapToLong(t -> t.getValue().index().keys().size())
                        .sum();
    }

    synchronized void forget(String path) {
        tables.remove(path);
    }

    /** Lets go of those that were not asked for longest, where they are too many together. */
    synchronized void trim() {
        long keys =
                tables.values().stream().mapToLong(t -> t.index().keys().size()).sum();
        Iterator<Used> oldest = tables.values().iterator();
        while (keys > limit && oldest.hasNext()) {
            keys -= oldest.next().index().keys().size();
            oldest.remove();
        }
    }
}
