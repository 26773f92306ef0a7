package io.cdcpipeline.job.decode;

/**
 * Where in the source's log a change stands, and when it was committed.
 *
 * @param log the change's place
 * @param timeMicros commit time of the transaction, or the time of the snapshot, since 1970
 * @param transaction the transaction's id in the source, 0 when unknown (a standby has none for its snapshot)
 * @param snapshot which part of a snapshot the row is
 */
public record SourcePosition(LogPosition log, long timeMicros, long transaction, SnapshotMarker snapshot) {

    /** Whether the row was read by a snapshot that starts a table anew (an incremental one does not). */
    public boolean isSnapshot() {
        return snapshot != SnapshotMarker.NONE;
    }

    /** Of a row that a snapshot reads. */
    public String snapshotId() {
        return new SnapshotId(log.minor(), transaction).toString();
    }
}
