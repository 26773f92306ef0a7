package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.control.OperationResult;
import io.cdcpipeline.job.control.OperationRun;
import io.cdcpipeline.job.control.OperationRunner;
import io.cdcpipeline.job.engine.Compaction;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.lake.TableId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/**
 * Takes small files of tables together, and does what {@link MaintenanceThread} does once a day: one table after another,
 * beside the batches, which go on.
 */
final class CompactOperation implements OperationRunner {

    private static final String GROUP = "compact";

    private final SparkContext spark;
    private final TableEngine engine;
    private final Supplier<Map<TableId, String>> tables;

    /**
     * @param engine nobody else's
     * @param tables paths of those that are in the lake now
     */
    CompactOperation(SparkContext spark, TableEngine engine, Supplier<Map<TableId, String>> tables) {
        this.spark = spark;
        this.engine = engine;
        this.tables = tables;
    }

    @Override
    public OperationResult run(List<TableId> named, OperationRun run) {
        Map<TableId, String> paths = new TreeMap<>(tables.get());
        for (TableId table : named) {
            if (!paths.containsKey(table)) {
                return new OperationResult(
                        false, "table " + table + " is not in the lake: see the pipeline's status for those that are");
            }
        }
        if (!named.isEmpty()) {
            paths.keySet().retainAll(named);
        }
        spark.setJobGroup(GROUP, GROUP, false);
        spark.setLocalProperty(Filler.POOL, GROUP);
        run.onCancel(() -> spark.cancelJobGroup(GROUP));
        try {
            return compact(paths, run);
        } finally {
            spark.clearJobGroup();
            spark.setLocalProperty(Filler.POOL, null);
        }
    }

    /** The others are no worse for one that fails, as one does of which a file is missing. */
    private OperationResult compact(Map<TableId, String> paths, OperationRun run) {
        int done = 0;
        long before = 0;
        long after = 0;
        Map<TableId, String> failed = new TreeMap<>();
        for (Map.Entry<TableId, String> table : paths.entrySet()) {
            run.progress(done, paths.size(), table.getKey() + " is being compacted");
            if (run.isCancelled()) {
                return new OperationResult(false, "cancelled");
            }
            try {
                Compaction compaction = compact(table.getValue(), run);
                before += compaction.before();
                after += compaction.after();
            } catch (Exception e) { // Spark throws checked exceptions that it does not declare
                failed.put(table.getKey(), Sentence.of(e));
            }
            done++;
        }
        run.progress(done, done, null);
        String compacted = sentence(done - failed.size(), before, after);
        return failed.isEmpty()
                ? new OperationResult(true, compacted)
                : new OperationResult(false, compacted + "; not compacted: " + failed);
    }

    private Compaction compact(String path, OperationRun run) {
        TableWriter writer = engine.table(path);
        Compaction compaction = writer.compact(run::isCancelled);
        writer.maintain();
        return compaction;
    }

    private static String sentence(int tables, long before, long after) {
        String what = tables == 1 ? "1 table: " : tables + " tables: ";
        return what
                + (before == 0 ? "no files were small enough to be taken together" : before + " files became " + after);
    }
}
