package io.cdcpipeline.job.progress;

/**
 * One table in the answer to {@code /status}.
 *
 * @param version the Delta version that readers see, -1 when the table does not exist
 * @param rows changes applied since the job started
 * @param sourceCommitTime ISO instant of the last applied change's commit in the source, null before the first
 * @param message why the table failed, or what it is known to lack; null for neither
 */
record TableStatus(
        String name,
        String path,
        long version,
        TableCondition state,
        long rows,
        LastBatch lastBatch,
        Position position,
        String sourceCommitTime,
        String message) {

    /** @param rows changes in it */
    record LastBatch(long rows, double seconds) {}

    /** The last applied change's place in the source's log. */
    record Position(long epoch, long commitLsn, long lsn, long offset) {}
}
