package io.cdcpipeline.job.state;

/**
 * The view of the source that a table was filled from: it tells which changes the table has by that.
 *
 * @param snapshot as {@code pg_current_snapshot()} prints it
 * @param from a position of the source's log before the view was taken; what an older snapshot read is in the view
 * @param until one after it: nothing that was committed from there on is in the view
 */
public record FilledAt(String snapshot, long from, long until) implements java.io.Serializable {

    /**
     * Whether the table has what a transaction did.
     *
     * @param commit its place in the source's log
     * @param transaction 0 when that is not known
     * @param seen the {@link VisibleTransactions#parse parsed} snapshot
     */
    public boolean has(long commit, long transaction, VisibleTransactions seen) {
        return commit < until && (transaction == 0 ? commit < from : seen.contains(transaction));
    }

    /** Of a source whose transactions are numbered in the order in which they are committed. @param last that the view sees */
    public static FilledAt ofNumber(long last) {
        long next = last + 1;
        return new FilledAt(next + ":" + next + ":", next, next);
    }

    /** Whether that number, of a source as {@link #ofNumber} says, is none that the view sees; never of another source. */
    public boolean isBeforeNumber(long number) {
        return equals(ofNumber(until - 1)) && number >= until;
    }
}
