package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.DistributedOperations;
import io.cdcpipeline.job.engine.LocalOperations;
import io.cdcpipeline.job.engine.OperationSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What the tasks of a batch made.
 *
 * @param heads the report of each partition, and its blocks when they are small
 * @param items all of it, where Spark keeps it
 */
record StageResult(List<PartitionHead> heads, JavaRDD<StageItem> items) {

    /** So many rows, or fewer, are worth a task of their own. */
    private static final int ROWS_A_TASK = 50_000;

    List<PartitionReport> reports() {
        return heads.stream().map(PartitionHead::report).toList();
    }

    Set<TableId> unknown() {
        return reports().stream().flatMap(r -> r.unknown().stream()).collect(Collectors.toSet());
    }

    /** @param rows about how many there are */
    OperationSource operations(SegmentId segment, BlockRows blocks, long rows) {
        PartitionHead head = heads.stream()
                .filter(h ->
                        h.report().topic().equals(segment.topic()) && h.report().partition() == segment.partition())
                .findFirst()
                .orElseThrow();
        return head.blocks() == null
                ? distributed(head.index(), segment, blocks, rows)
                : new LocalOperations(blocks.layout(), local(head.blocks(), segment, blocks));
    }

    private static List<InternalRow> local(List<Block> all, SegmentId segment, BlockRows blocks) {
        List<InternalRow> rows = new ArrayList<>();
        for (Block block : all) {
            if (block.segment().equals(segment)) {
                blocks.of(block).forEachRemaining(rows::add);
            }
        }
        return rows;
    }

    private OperationSource distributed(int partition, SegmentId segment, BlockRows blocks, long rows) {
        JavaRDD<StageItem> own = PartitionPruningRDD.create(items.rdd(), new Only(partition))
                .toJavaRDD()
                .filter(i -> i instanceof Block b && b.segment().equals(segment));
        int tasks = (int) Math.min(items.context().defaultParallelism(), 1 + rows / ROWS_A_TASK);
        JavaRDD<StageItem> spread = tasks > 1 ? own.repartition(tasks) : own;
        return new DistributedOperations(blocks.layout(), spread.flatMap(i -> blocks.of((Block) i)));
    }
}
