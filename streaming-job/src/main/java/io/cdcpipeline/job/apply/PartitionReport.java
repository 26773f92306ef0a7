package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import java.util.List;
import java.util.Set;

/**
 * What was in one Kafka partition's part of a batch.
 *
 * @param next the first offset after it
 * @param events records read, tombstones included
 * @param repeated changes left out because the table has them already
 * @param deadLetters records that stand in blocks without a table
 * @param unknown tables whose context was not given: nothing else is complete then, and the task has to run again
 */
record PartitionReport(
        String topic,
        int partition,
        long next,
        long events,
        long repeated,
        long deadLetters,
        List<SegmentReport> segments,
        Set<TableId> unknown)
        implements StageItem {}
