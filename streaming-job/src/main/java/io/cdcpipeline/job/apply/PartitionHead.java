package io.cdcpipeline.job.apply;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the driver gets of a partition.
 *
 * @param blocks null when they are too many to be sent
 */
record PartitionHead(PartitionReport report, List<Block> blocks) implements Serializable {

    private static final long MOST_BYTES = 4L << 20;

    static Iterator<PartitionHead> of(Iterator<StageItem> items) {
        PartitionReport report = null;
        List<Block> blocks = new ArrayList<>();
        long bytes = 0;
        while (items.hasNext()) {
            StageItem item = items.next();
            if (item instanceof PartitionReport r) {
                report = r;
            } else if (item instanceof Block block && blocks != null) {
                bytes += block.bytes();
                blocks.add(block);
                if (bytes > MOST_BYTES) {
                    blocks = null;
                }
            }
        }
        return report == null
                ? List.<PartitionHead>of().iterator()
                : List.of(new PartitionHead(report, blocks)).iterator();
    }
}
