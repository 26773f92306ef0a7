package io.cdcpipeline.connect;

/**
 * Where a change stands.
 *
 * @param lsn where its record begins in the log
 * @param transaction its number
 */
record Place(long lsn, long transaction) {}
