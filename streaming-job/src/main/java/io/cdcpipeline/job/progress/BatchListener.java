package io.cdcpipeline.job.progress;

import io.cdcpipeline.job.lake.TableId;
import java.time.Instant;
import java.util.List;

/** Learns of what reaches the lake, and of what does not. */
public interface BatchListener {

    /**
     * A batch is in the lake, but for the tables that failed.
     *
     * @param partitions where each partition stands: all below is readable in Delta
     */
    void applied(long batch, List<PartitionProgress> partitions, List<TableProgress> tables);

    /** What a table is, as its log has it at the start, or once it has read its topic by itself. */
    void read(TableProgress table);

    /**
     * A table cannot go on; the others do.
     *
     * @param reason one sentence: what is wrong, and the way out
     * @param retryAt when it is tried again
     */
    void failed(TableId table, String path, String reason, Instant retryAt);

    /** A table that had failed goes on. */
    void recovered(TableId table);

    /** All that the source had committed by that time has been read, when nothing else came with the heartbeat. */
    void heartbeat(Instant sourceTime);
}
