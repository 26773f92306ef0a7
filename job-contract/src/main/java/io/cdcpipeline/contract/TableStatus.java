package io.cdcpipeline.contract;

/**
 * One table in {@link JobStatus}.
 *
 * @param mode what it is in the lake, as a manifest says it; null for a mirror, or while nothing is known
 * @param version the Delta version that readers see, -1 when the table does not exist
 * @param rows changes applied, as far as the job knows
 * @param position the last applied change's place in the source's log; null before the first
 * @param sourceCommitTime ISO instant of the last applied change's commit in the source, null before the first
 * @param lagSeconds how far the table is behind the source now; null while nothing is known
 * @param message why the table failed, or what it is known to lack; null for neither
 * @param retryAt ISO instant at which a failed table is tried again; null when it is not failed, or waits for a person
 * @param verified what the last comparison with the source came to; null for none since the job started
 * @param settings which entry of the manifest's settings counts for it, and what that says; null where none does
 * @param fill the table's last fill from the source, or the one that is under way; null for none since the job started
 */
public record TableStatus(
        String name,
        String path,
        String mode,
        long version,
        TableCondition state,
        long rows,
        LastBatch lastBatch,
        Position position,
        String sourceCommitTime,
        Double lagSeconds,
        String message,
        String retryAt,
        Fill fill,
        Verified verified,
        String settings) {

    public TableStatus {
        state = state == null ? TableCondition.WAITING : state;
    }

    /** @param rows changes in it */
    public record LastBatch(long rows, double seconds) {}

    /**
     * How far a fill is.
     *
     * @param bytes read so far, of the table in the source
     * @param totalBytes of the table in the source, as far as they can be told apart; 0 when they cannot
     * @param rows read so far
     * @param since ISO instant of its beginning; null before it
     * @param ended ISO instant of its end; null before it
     * @param message what it waits for or, once it has ended, why it came to nothing; null for neither
     */
    public record Fill(long bytes, long totalBytes, long rows, String since, String ended, String message) {}

    /**
     * A comparison with the source.
     *
     * @param at ISO instant of its end
     * @param rows in the source
     * @param differing rows that were not the same
     */
    public record Verified(String at, long rows, long differing) {}

    /** A change's place in the source's log and in Kafka. */
    public record Position(long epoch, long commitLsn, long lsn, long offset) {}
}
