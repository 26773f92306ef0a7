package io.cdcpipeline.job.engine;

import java.util.function.IntPredicate;

/**
 * A table from keys to places of rows, {@link KeyIndex#place}, in the heap or on disk. Files that are gone are known to its
 * owner only: their places are dropped when room is needed. Not thread-safe.
 */
sealed interface Places permits HeapPlaces, MappedPlaces {

    /** Of an entry that holds no key. */
    int FREE = 0;

    /** Of a key that was taken out: others may lie behind it. */
    int TAKEN_OUT = -1;

    /** @return {@link KeyIndex#ABSENT} when there is none */
    long find(long high, long low);

    /** @return as {@link #find} before */
    long put(long high, long low, long place);

    void remove(long high, long low);

    /** Entries that are no longer free: an upper bound of the keys. */
    long used();

    /** Makes an empty one. */
    @FunctionalInterface
    interface Maker {
        /** @param isThere whether the file of that number is still there */
        Places make(IntPredicate isThere);
    }

    /** Is told of entries. */
    @FunctionalInterface
    interface Visitor {
        void visit(long high, long low, long place);
    }
}
