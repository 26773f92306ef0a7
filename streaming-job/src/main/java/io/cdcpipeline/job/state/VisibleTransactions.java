package io.cdcpipeline.job.state;

import java.util.HashSet;
import java.util.Set;

/**
 * Which of the source's transactions a snapshot of PostgreSQL's sees, as its documentation of {@code pg_snapshot} says: all
 * below {@code xmin}, none from {@code xmax} on, and those between that were not in progress.
 */
public final class VisibleTransactions {

    private final long xmin;
    private final long xmax;
    private final Set<Long> inProgress = new HashSet<>();

    private VisibleTransactions(long xmin, long xmax) {
        this.xmin = xmin;
        this.xmax = xmax;
    }

    /** @param snapshot {@code xmin:xmax:xip,xip}, as {@code pg_current_snapshot()} prints it on a primary */
    public static VisibleTransactions parse(String snapshot) {
        String[] parts = snapshot.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + snapshot + "' is no snapshot of PostgreSQL's");
        }
        var visible = new VisibleTransactions(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        for (String transaction : parts[2].split(",")) {
            if (!transaction.isEmpty()) {
                visible.inProgress.add(Long.parseLong(transaction));
            }
        }
        return visible;
    }

    /**
     * @param transaction its id as the log has it, of 32 bits: the one next to the snapshot is meant, within two thousand
     *     million transactions
     */
    public boolean contains(long transaction) {
        long id = xmax + ((int) transaction - (int) xmax);
        return id < xmin || id < xmax && !inProgress.contains(id);
    }
}
