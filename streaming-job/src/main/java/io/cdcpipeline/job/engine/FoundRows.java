package io.cdcpipeline.job.engine;

import java.util.TreeMap;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArray;

/**
 * What the index knows of operations' keys.
 *
 * @param rows of each operation, in its order: where the key's row is, or {@link KeyIndex#ABSENT}
 * @param marks the rows that are there no more after the commit, by the number of their file
 */
record FoundRows(long[] rows, TreeMap<Integer, RoaringBitmapArray> marks, Counts counts) {

    /** How many rows the commit does so to. */
    record Counts(long inserted, long updated, long deleted) {}

    static FoundRows of(OperationKeys keys, KeyIndex index) {
        long[] rows = new long[keys.size()];
        TreeMap<Integer, RoaringBitmapArray> marks = new TreeMap<>();
        long there = 0;
        long deleted = 0;
        long puts = 0;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = index.find(keys.high(i), keys.low(i));
            boolean found = rows[i] != KeyIndex.ABSENT;
            boolean removes = keys.operation(i) == RowOperation.REMOVE;
            if (found) {
                marks.computeIfAbsent(KeyIndex.file(rows[i]), f -> new RoaringBitmapArray())
                        .add(KeyIndex.row(rows[i]));
            }
            there += found ? 1 : 0;
            deleted += found && removes ? 1 : 0;
            puts += isThere(keys.operation(i), found) ? 1 : 0;
        }
        return new FoundRows(rows, marks, new Counts(puts - (there - deleted), there - deleted, deleted));
    }

    /** Whether a key has a row after the operation. @param found whether it has one before */
    static boolean isThere(RowOperation operation, boolean found) {
        return operation.comes() || found && operation == RowOperation.REVISE;
    }

    boolean has(int operation) {
        return rows[operation] != KeyIndex.ABSENT;
    }
}
