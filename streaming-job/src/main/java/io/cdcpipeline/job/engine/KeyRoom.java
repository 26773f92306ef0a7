package io.cdcpipeline.job.engine;

import java.util.Map;
import java.util.Optional;

/** What the index of a table may take of the memory and the disk that all have. */
interface KeyRoom {

    /**
     * Finds a place for an index that grows.
     *
     * @param keys is not to be used afterwards
     * @param rows that the table has
     * @return with the same keys; empty when so many have no room beside those of other tables
     */
    Optional<KeyIndex> of(KeyIndex keys, long rows);

    /** An index that the last process left, if its table is that one; it is there once. No file of it is there yet. */
    Optional<Kept> kept(KeptIndex.Table table);

    /** From now on it is not to be kept. */
    void changing();

    /** It may be kept as it is. */
    void whole(KeyIndex keys, KeptIndex.Table table, Map<String, Integer> files);

    /** @param index what is said of it */
    record Kept(KeyIndex keys, KeptIndex index) {}
}
