package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.job.collapse.CollapseContext;
import io.cdcpipeline.job.collapse.CollapseItem;
import io.cdcpipeline.job.collapse.CollapseTask;
import io.cdcpipeline.job.collapse.PartitionHead;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.HeldRecords;
import io.cdcpipeline.job.transport.SchemaTopic;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.storage.StorageLevel;

/** Collapses records into what each row became: Spark, or this process where it has them. */
final class Collapser {

    /** About as much of each table, at most, is held in memory; tasks of the same executor add up. */
    private static final long SEGMENT_BYTES = 128L << 20;

    /** Below that, a partition is planned and joined in the driver, without a further job to read it. */
    private static final long HEAD_BYTES = 4L << 20;

    /** All partitions of a batch together send the driver no more than that. */
    private static final long HEADS_BYTES = 64L << 20;

    private final CollapseContext.Events events;
    private final Cuts cuts;

    Collapser(JobConfig config, Cuts cuts) {
        this.cuts = cuts;
        KafkaSource source = config.source();
        SchemaTopic schemas = SchemaTopic.of(source);
        this.events = new CollapseContext.Events(
                source.unavailableValue(),
                new TopicNames(source.topicPrefix()).heartbeat(),
                fingerprint -> schemas.find(CompactFormat.key(fingerprint)),
                config.policies(),
                columns(config.database()),
                config.database() != null && config.database().tables() != null);
    }

    private static SourceColumns columns(SourceDatabase database) {
        return database == null || database.columns() == null ? SourceColumns.NONE : database.columns();
    }

    /** @param only the one table that counts; null for all */
    CollapsedBatch collapse(Dataset<Row> records, Map<TableId, TableContext> tables, TableId only) {
        Optional<List<List<UnsafeRow>>> held = HeldRecords.in(records);
        return held.isPresent()
                ? here(held.get(), task(records, tables, only, Long.MAX_VALUE))
                : bySpark(records, tables, only);
    }

    private CollapseTask task(Dataset<Row> records, Map<TableId, TableContext> tables, TableId only, long head) {
        return new CollapseTask(
                new CollapseContext(
                        events, new CollapseContext.Limits(SEGMENT_BYTES, head), tables, only, cuts.begin()),
                records.schema());
    }

    /** Few records, which this process has. */
    private static CollapsedBatch here(List<List<UnsafeRow>> partitions, CollapseTask task) {
        List<PartitionHead> heads = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            Iterator<InternalRow> rows =
                    partitions.get(i).stream().map(InternalRow.class::cast).iterator();
            PartitionHead.of(i, task.call(rows), Long.MAX_VALUE).forEachRemaining(heads::add);
        }
        return new CollapsedBatch(heads, null);
    }

    private CollapsedBatch bySpark(Dataset<Row> records, Map<TableId, TableContext> tables, TableId only) {
        JavaRDD<InternalRow> rows = records.queryExecution().toRdd().toJavaRDD();
        long head = Math.min(HEAD_BYTES, HEADS_BYTES / Math.max(1, rows.getNumPartitions()));
        JavaRDD<CollapseItem> items =
                rows.mapPartitions(task(records, tables, only, head)).persist(StorageLevel.MEMORY_AND_DISK());
        return new CollapsedBatch(
                items.mapPartitionsWithIndex((i, of) -> PartitionHead.of(i, of, head), true)
                        .collect(),
                items);
    }
}
