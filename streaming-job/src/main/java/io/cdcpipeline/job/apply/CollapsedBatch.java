package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.collapse.Block;
import io.cdcpipeline.job.collapse.BlockRows;
import io.cdcpipeline.job.collapse.CollapseItem;
import io.cdcpipeline.job.collapse.CutReport;
import io.cdcpipeline.job.collapse.DeadLetters;
import io.cdcpipeline.job.collapse.PartitionHead;
import io.cdcpipeline.job.collapse.PartitionReport;
import io.cdcpipeline.job.collapse.SegmentId;
import io.cdcpipeline.job.collapse.SegmentReport;
import io.cdcpipeline.job.engine.DistributedOperations;
import io.cdcpipeline.job.engine.LocalOperations;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.lake.TableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.runtime.AbstractFunction1;

/**
 * What the tasks of a batch made.
 *
 * @param heads the report of each partition, and its blocks when they are small
 * @param items all of it, where Spark keeps it; null where the heads have all
 */
record CollapsedBatch(List<PartitionHead> heads, JavaRDD<CollapseItem> items) implements AutoCloseable {

    /** So many rows, or fewer, are worth a task of their own. */
    private static final int ROWS_A_TASK = 50_000;

    List<PartitionReport> reports() {
        return heads.stream().map(PartitionHead::report).toList();
    }

    boolean hasDeadLetters() {
        return reports().stream().anyMatch(r -> r.counts().deadLetters() > 0);
    }

    /** Tables that some task did not know, each with its topic. */
    Map<TableId, String> unknown() {
        Map<TableId, String> unknown = new HashMap<>();
        reports().forEach(r -> r.unknown().forEach(t -> unknown.put(t, r.topic())));
        return unknown;
    }

    /** The topic of each table that was met. */
    Map<TableId, String> topics() {
        Map<TableId, String> topics = new HashMap<>();
        reports().forEach(r -> r.tables().keySet().forEach(t -> topics.put(t, r.topic())));
        return topics;
    }

    /** What is to be committed to each table, in order. */
    Map<TableId, List<SegmentReport>> segments() {
        return reports().stream()
                .flatMap(r -> r.segments().stream())
                .sorted(Comparator.comparingInt(s -> s.id().index()))
                .collect(Collectors.groupingBy(s -> s.id().table()));
    }

    /** How each table came out; of a topic with several partitions, what is worst counts. */
    Map<TableId, PartitionReport.Outcome> outcomes() {
        Map<TableId, PartitionReport.Outcome> outcomes = new HashMap<>();
        reports().forEach(r -> r.tables()
                .forEach((table, outcome) -> outcomes.merge(
                        table, outcome, (one, other) -> one instanceof PartitionReport.Read ? other : one)));
        return outcomes;
    }

    /** What became of cuts, of the tables that met some. */
    CutReport cuts(TableId table) {
        return reports().stream()
                .map(r -> r.cuts().get(table))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(CutReport.NONE);
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

    /** All records that could not be applied. */
    OperationSource deadLetters() {
        BlockRows rows = BlockRows.plain(DeadLetters.SHAPE);
        List<PartitionHead> with = heads.stream()
                .filter(h -> h.report().counts().deadLetters() > 0)
                .toList();
        if (with.stream().allMatch(h -> h.blocks() != null)) {
            return new LocalOperations(
                    rows.layout(),
                    with.stream()
                            .flatMap(h -> local(h.blocks(), letters(h.report()), rows).stream())
                            .toList());
        }
        return new DistributedOperations(
                rows.layout(),
                items.filter(i -> i instanceof Block b && b.segment().table() == null)
                        .flatMap(i -> rows.of((Block) i)),
                with.stream().mapToLong(h -> h.report().counts().deadLetters()).sum());
    }

    private static SegmentId letters(PartitionReport report) {
        return new SegmentId(null, report.topic(), report.partition(), 0);
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
        JavaRDD<CollapseItem> own = PartitionPruningRDD.create(items.rdd(), new IsPartition(partition))
                .toJavaRDD()
                .filter(i -> i instanceof Block b && b.segment().equals(segment));
        int tasks = (int) Math.min(items.context().defaultParallelism(), 1 + rows / ROWS_A_TASK);
        JavaRDD<CollapseItem> spread = tasks > 1 ? own.repartition(tasks) : own;
        return new DistributedOperations(blocks.layout(), spread.flatMap(i -> blocks.of((Block) i)), rows);
    }

    @Override
    public void close() {
        if (items != null) {
            items.unpersist(false);
        }
    }

    private static final class IsPartition extends AbstractFunction1<Object, Object> implements java.io.Serializable {

        private final int partition;

        IsPartition(int partition) {
            this.partition = partition;
        }

        @Override
        public Object apply(Object index) {
            return (Integer) index == partition;
        }
    }
}
