package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.PartitionProgress;
import io.cdcpipeline.job.progress.TableProgress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings one micro-batch into the lake: all its tables at once, each in its own commits.
 *
 * <p>When it throws, the batch runs again, in this process or the next; what is in the lake by then is left out,
 * because each commit says how far its table has come.
 */
public final class BatchApplier implements VoidFunction2<Dataset<Row>, Long> {

    /** About as much of each table, at most, is held in memory; tasks of the same executor add up. */
    private static final long SEGMENT_BYTES = 128L << 20;

    private final transient JobConfig config;
    private final transient String query;
    private final transient Tables tables;
    private final transient EnginePool engines;
    private final transient BatchListener listener;

    /** @param query the streaming query's id: the identity of its checkpoint */
    public BatchApplier(
            JobConfig config, String query, Function<SparkSession, TableEngine> engine, BatchListener listener) {
        this.config = config;
        this.query = query;
        this.tables = new Tables(
                config.uid(),
                query,
                new TablePaths(config.lake().root(), config.lake().layout()));
        this.engines = new EnginePool(engine);
        this.listener = listener;
    }

    @Override
    public void call(Dataset<Row> records, Long batch) throws Exception {
        StageResult stage = stage(records, batch);
        try {
            List<TableProgress> progress = apply(stage, records.sparkSession(), batch);
            listener.applied(
                    batch, stage.reports().stream().map(BatchApplier::progress).toList(), progress);
        } finally {
            stage.items().unpersist(false);
        }
    }

    private static PartitionProgress progress(PartitionReport r) {
        return new PartitionProgress(r.topic(), r.partition(), r.next(), r.events(), r.repeated(), r.deadLetters());
    }

    /** Runs the tasks again when they meet a table of which they had to know more. */
    private StageResult stage(Dataset<Row> records, long batch) throws Exception {
        while (true) {
            StageContext context =
                    new StageContext(query, batch, config.source().unavailableValue(), SEGMENT_BYTES, tables.known());
            JavaRDD<InternalRow> rows = records.queryExecution().toRdd().toJavaRDD();
            JavaRDD<StageItem> items = rows.mapPartitions(new StageTask(context, records.schema()))
                    .persist(StorageLevel.MEMORY_AND_DISK());
            StageResult result = new StageResult(
                    items.mapPartitionsWithIndex(PartitionHead::of, true).collect(), items);
            Set<TableId> unknown = result.unknown();
            if (unknown.isEmpty()) {
                return result;
            }
            items.unpersist(false);
            engines.each(records.sparkSession(), unknown, (engine, table) -> {
                tables.load(table, engine);
                return table;
            });
        }
    }

    private List<TableProgress> apply(StageResult stage, SparkSession session, long batch) throws Exception {
        List<PartitionReport> dead =
                stage.reports().stream().filter(r -> r.deadLetters() > 0).toList();
        if (!dead.isEmpty()) {
            // First, and alone: what is in no table has to be in this one before the batch counts as done.
            engines.each(session, List.of(dead), (engine, reports) -> {
                new DeadLetterTable(config, tables.application(), engine).save(stage, reports, batch);
                return null;
            });
        }
        Map<TableId, List<SegmentReport>> byTable = stage.reports().stream()
                .flatMap(r -> r.segments().stream())
                .collect(Collectors.groupingBy(s -> s.id().table()));
        return engines.each(session, byTable.entrySet(), (engine, entry) -> {
            try {
                return new TableApplier(tables, engine, stage).apply(entry.getKey(), entry.getValue());
            } catch (RuntimeException e) {
                tables.forget(entry.getKey());
                throw e;
            }
        });
    }
}
