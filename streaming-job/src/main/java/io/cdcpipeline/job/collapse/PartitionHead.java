package io.cdcpipeline.job.collapse;

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
public record PartitionHead(int index, PartitionReport report, List<Block> blocks) implements Serializable {

    /**
     * Goes through all items, and so has Spark keep them.
     *
     * @param mostBytes with more in its blocks, they stay where they are
     */
    public static Iterator<PartitionHead> of(int index, Iterator<CollapseItem> items, long mostBytes) {
        PartitionReport report = null;
        List<Block> blocks = new ArrayList<>();
        long bytes = 0;
        while (items.hasNext()) {
            CollapseItem item = items.next();
            if (item instanceof PartitionReport r) {
                report = r;
            } else if (item instanceof Block block && bytes <= mostBytes) {
                bytes += block.bytes();
                blocks.add(block);
            }
        }
        return report == null
                ? List.<PartitionHead>of().iterator()
                : List.of(new PartitionHead(index, report, bytes > mostBytes ? null : blocks))
                        .iterator();
    }
}
