package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.DistributedOperations;
import io.cdcpipeline.job.engine.LocalOperations;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.schema.RowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;

/**
 * What the tasks of a batch made.
 *
 * @param heads the report of each partition, and its blocks when they are few
 * @param items all of it, where Spark keeps it
 */
record StageResult(List<PartitionHead> heads, JavaRDD<StageItem> items) {

    List<PartitionReport> reports() {
        return heads.stream().map(PartitionHead::report).toList();
    }

    Set<TableId> unknown() {
        return reports().stream().flatMap(r -> r.unknown().stream()).collect(Collectors.toSet());
    }

    /** @param table null for the dead letters */
    OperationSource rows(TableId table, int segment, RowShape shape, long count) {
        List<byte[]> local = new ArrayList<>();
        for (PartitionHead head : heads) {
            if (head.blocks() == null) {
                return new DistributedOperations(shape, blocks(items, table, segment), count);
            }
            for (Block block : head.blocks()) {
                if (Objects.equals(block.table(), table) && block.segment() == segment) {
                    local.addAll(List.of(block.rows()));
                }
            }
        }
        return new LocalOperations(shape, local);
    }

    private static JavaRDD<byte[][]> blocks(JavaRDD<StageItem> items, TableId table, int segment) {
        return items.filter(i -> i instanceof Block b && b.segment() == segment && Objects.equals(b.table(), table))
                .map(i -> ((Block) i).rows());
    }
}
