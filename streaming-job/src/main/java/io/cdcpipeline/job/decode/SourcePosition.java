package io.cdcpipeline.job.decode;

/**
 * Where in the source's log a change stands, and when it was committed.
 *
 * @param commitLsn the end of the last transaction committed before this one ({@code source.sequence[0]}); 0 when the
 *     connector has seen none yet
 * @param lsn the change's own place, which grows within a transaction only
 * @param timeMicros commit time of the transaction, or the time of the snapshot, since 1970
 * @param transaction the transaction's id in the source, 0 when unknown
 * @param snapshot whether the row was read by a snapshot that starts a table anew (an incremental one does not)
 */
public record SourcePosition(long commitLsn, long lsn, long timeMicros, long transaction, boolean snapshot) {

    /** Which snapshot a row belongs to: its place in the log and the transaction that reads it, unlike any other's. */
    public String snapshotId() {
        return lsn + ":" + transaction;
    }
}
