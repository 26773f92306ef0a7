package io.cdcpipeline.bench;

/**
 * A change that the source has committed and the lake not yet shown.
 *
 * @param from the change stands in the source's log here or later, and before any change made after it
 * @param committedNanos {@link System#nanoTime()} when the source acknowledged the commit
 */
record PendingChange(Lsn from, long committedNanos) {}
