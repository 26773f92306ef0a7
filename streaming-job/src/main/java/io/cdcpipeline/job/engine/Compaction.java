package io.cdcpipeline.job.engine;

/**
 * What became of a table's small files.
 *
 * @param before files that were taken together
 * @param after files that hold the same rows now
 */
public record Compaction(long before, long after) {}
