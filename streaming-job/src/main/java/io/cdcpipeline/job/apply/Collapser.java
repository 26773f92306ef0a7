package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.contract.event.CompactFormat;
import io.cdcpipeline.job.collapse.CollapseContext;
import io.cdcpipeline.job.collapse.CollapseItem;
import io.cdcpipeline.job.collapse.CollapseTask;
import io.cdcpipeline.job.collapse.PartitionHead;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.SchemaTopic;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/** Has Spark collapse records into what each row became. */
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
                config.database() != null && config.database().tables() != null);
    }

    /** @param only the one table that counts; null for all */
    CollapsedBatch collapse(Dataset<Row> records, Map<TableId, TableContext> tables, TableId only) {
        JavaRDD<InternalRow> rows = records.queryExecution().toRdd().toJavaRDD();
        long head = Math.min(HEAD_BYTES, HEADS_BYTES / Math.max(1, rows.getNumPartitions()));
        CollapseContext context = new CollapseContext(
                events, new CollapseContext.Limits(SEGMENT_BYTES, head), tables, only, cuts.begin());
        JavaRDD<CollapseItem> items =
                rows.mapPartitions(new CollapseTask(context, records.schema())).persist(StorageLevel.MEMORY_AND_DISK());
        return new CollapsedBatch(
                items.mapPartitionsWithIndex((i, of) -> PartitionHead.of(i, of, head), true)
                        .collect(),
                items);
    }
}
