package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.jobconfig.JobConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
            List<TableProgress> progress = apply(stage, batch);
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
            StageResult result =
                    new StageResult(items.mapPartitions(PartitionHead::of).collect(), items);
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

    private List<TableProgress> apply(StageResult stage, long batch) throws Exception {
        Map<TableId, Map<Integer, SegmentReport>> byTable = new TreeMap<>();
        long letters = 0;
        for (PartitionReport report : stage.reports()) {
            letters += report.deadLetters();
            for (SegmentReport segment : report.segments()) {
                byTable.computeIfAbsent(segment.table(), t -> new TreeMap<>())
                        .merge(segment.index(), segment, Segments::joined);
            }
        }
        if (letters > 0) {
            long count = letters;
            engines.each(session(stage), List.of(batch), (engine, b) -> saveDeadLetters(engine, stage, b, count));
        }
        return engines.each(session(stage), byTable.entrySet(), (engine, entry) -> {
            try {
                return new TableApplier(tables, config.uid(), engine)
                        .apply(entry.getKey(), List.copyOf(entry.getValue().values()), stage);
            } catch (RuntimeException e) {
                tables.forget(entry.getKey());
                throw e;
            }
        });
    }

    private static SparkSession session(StageResult stage) {
        return SparkSession.builder().sparkContext(stage.items().context()).getOrCreate();
    }

    private Long saveDeadLetters(TableEngine engine, StageResult stage, long batch, long count) {
        String path = config.lake().deadLetters();
        if (engine.open(path).isEmpty()) {
            engine.create(path, DeadLetters.SHAPE, Map.of(Tables.OWNER, config.uid()));
        }
        return engine.commit(new TableCommit(
                path,
                DeadLetters.SHAPE,
                false,
                true,
                Set.of(),
                stage.rows(null, 0, DeadLetters.SHAPE, count),
                new TableCommit.Transaction(config.uid() + "/" + query, batch),
                "{}"));
    }
}
