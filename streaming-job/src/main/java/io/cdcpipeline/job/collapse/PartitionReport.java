package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.event.Canary;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableState;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was in one Kafka partition's part of a batch.
 *
 * @param next the first offset after it
 * @param counts of its records
 * @param segments what is to be committed, in order
 * @param tables how each table came out of it
 * @param cuts of the tables that met some
 * @param unknown tables whose context was not given: nothing else is complete then, and the task has to run again
 */
public record PartitionReport(
        String topic,
        int partition,
        long next,
        Counts counts,
        List<SegmentReport> segments,
        Map<TableId, Outcome> tables,
        Map<TableId, CutReport> cuts,
        Set<TableId> unknown)
        implements CollapseItem {

    /**
     * @param events records read, tombstones included
     * @param repeated changes left out because the table has them already
     * @param deadLetters records that stand in blocks without a table
     * @param latestMicros when Kafka got the last record, since 1970
     * @param heartbeats which are no events
     */
    public record Counts(long events, long repeated, long deadLetters, long latestMicros, Heartbeats heartbeats)
            implements java.io.Serializable {}

    /** @param canaries those of {@code number} that came through the source's log */
    public record Heartbeats(long number, List<Canary> canaries) implements java.io.Serializable {}

    /** How a table came out of a partition's records. */
    public sealed interface Outcome extends java.io.Serializable {}

    /** @param state once all segments are committed */
    public record Read(TableState state) implements Outcome {}

    /**
     * The changes from {@code state.position()} on stay in Kafka.
     *
     * @param state once the segments before that are committed
     * @param reason what is wrong with the table, and the way out
     */
    public record Failed(TableState state, String reason) implements Outcome {}

    /**
     * Nothing was done: offsets between what the table has and this partition's first were not read.
     *
     * @param first the first offset that was here
     */
    public record Behind(long first) implements Outcome {}

    /** Nothing was done: the table is held back. */
    public record HeldBack() implements Outcome {}
}
