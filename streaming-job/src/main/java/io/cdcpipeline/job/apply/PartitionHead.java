package io.cdcpipeline.job.apply;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the driver gets of a partition.
 *
 * @param index the partition's number in Spark
 * @param blocks null when they are too large to be sent
 */
record PartitionHead(int index, PartitionReport report, List<Block> blocks) implements Serializable {

    /** Below that, a batch is planned and joined in the driver, without a further job to read it. */
    private static final long MOST_BYTES = 4L << 20;

    /** Goes through all items, and so has Spark keep them. */
    static Iterator<PartitionHead> of(int index, Iterator<StageItem> items) {
        PartitionReport report = null;
        List<Block> blocks = new ArrayList<>();
        long bytes = 0;
        while (items.hasNext()) {
            StageItem item = items.next();
            if (item instanceof PartitionReport r) {
                report = r;
            } else if (item instanceof Block block && bytes <= MOST_BYTES) {
                bytes += block.bytes();
                blocks.add(block);
            }
        }
        return report == null
                ? List.<PartitionHead>of().iterator()
                : List.of(new PartitionHead(index, report, bytes > MOST_BYTES ? null : blocks))
                        .iterator();
    }
}
