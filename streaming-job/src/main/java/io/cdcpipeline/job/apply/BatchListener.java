package io.cdcpipeline.job.apply;

import java.util.List;

/** Learns of each batch that is in the lake. */
public interface BatchListener {

    /** @param partitions where each partition stands: all below is readable in Delta */
    void applied(long batch, List<PartitionProgress> partitions, List<TableProgress> tables);
}
