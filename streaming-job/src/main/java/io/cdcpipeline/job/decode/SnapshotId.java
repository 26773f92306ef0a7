package io.cdcpipeline.job.decode;

import java.util.Comparator;
import java.util.Optional;

/**
 * Which snapshot a row belongs to: its place in the log and the transaction that reads it, unlike any other's.
 *
 * @param place in the source's log
 * @param transaction 0 on a standby
 */
public record SnapshotId(long place, long transaction) implements Comparable<SnapshotId> {

    /** Empty for a table that has seen none. */
    public static Optional<SnapshotId> parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new SnapshotId(
                        Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1))));
    }

    /** Whether that change came before the snapshot was taken. */
    public boolean isAfter(LogPosition change) {
        return change.minor() < place;
    }

    @Override
    public int compareTo(SnapshotId other) {
        return Comparator.comparingLong(SnapshotId::place)
                .thenComparingLong(SnapshotId::transaction)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return place + ":" + transaction;
    }
}
