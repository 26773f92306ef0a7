package io.cdcpipeline.job.verify;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * What one side has, so small that it can be sent: rows are spread over buckets by their key, and of each bucket only the
 * number of rows and the sum of their hashes are kept. Equal digests are equal tables, but for one case in 2^64. Not
 * thread-safe.
 */
final class Digest implements Serializable {

    private static final long serialVersionUID = 1L;

    /** About so many rows of a bucket are read when it differs. */
    private static final long ROWS_A_BUCKET = 500;

    private static final int LEAST_BUCKETS = 1 << 6;
    private static final int MOST_BUCKETS = 1 << 16;

    private final long[] rows;
    private final long[] sums;

    Digest(int buckets) {
        this.rows = new long[buckets];
        this.sums = new long[buckets];
    }

    /** How many buckets are worth it for about so many rows: a power of two. */
    static int buckets(long rows) {
        long wanted = Math.max(LEAST_BUCKETS, Math.min(MOST_BUCKETS, rows / ROWS_A_BUCKET));
        return (int) Long.highestOneBit(wanted);
    }

    int buckets() {
        return rows.length;
    }

    static int bucket(List<String> key, int buckets) {
        return (int) (RowForm.hash(key) & (buckets - 1));
    }

    void add(List<String> key, List<String> row) {
        int bucket = bucket(key, rows.length);
        rows[bucket]++;
        sums[bucket] += RowForm.hash(row);
    }

    Digest plus(Digest other) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] += other.rows[i];
            sums[i] += other.sums[i];
        }
        return this;
    }

    long rows() {
        long all = 0;
        for (long some : rows) {
            all += some;
        }
        return all;
    }

    long rows(int bucket) {
        return rows[bucket];
    }

    /** The buckets in which the two have not the same rows. */
    BitSet differsFrom(Digest other) {
        BitSet different = new BitSet(rows.length);
        for (int i = 0; i < rows.length; i++) {
            different.set(i, rows[i] != other.rows[i] || sums[i] != other.sums[i]);
        }
        return different;
    }
}
