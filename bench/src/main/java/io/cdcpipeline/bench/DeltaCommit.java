package io.cdcpipeline.bench;

import java.util.Optional;

/**
 * One commit of a table.
 *
 * @param seenNanos {@link System#nanoTime()} when it was first seen
 * @param position every change of the table up to here can be read; empty when the commit is not the job's
 */
record DeltaCommit(long seenNanos, Optional<Lsn> position) {}
