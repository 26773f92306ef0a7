package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.event.SourceKind;
import io.cdcpipeline.contract.types.TypePolicies;
import io.cdcpipeline.job.engine.DistributedOperations;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.FilledAt;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * All rows that the source has of one table, at a view that stays as it is until this is closed. Executors read them when an
 * engine asks for them.
 */
public final class TableFill implements AutoCloseable {

    private final FilledView view;
    private final FillProgress progress;
    private final RowShape shape;
    private final JavaRDD<InternalRow> rows;

    /** @param rows which count themselves in the progress as they are read */
    TableFill(FilledView view, FillProgress progress, RowShape shape, JavaRDD<InternalRow> rows) {
        this.view = view;
        this.progress = progress;
        this.shape = shape;
        this.rows = rows;
    }

    /**
     * @param lake the table's columns in the lake; null for none
     * @param policies what becomes of values that Delta has no one type for
     */
    public record Target(TableId table, StructType lake, TypePolicies policies) {}

    /**
     * Takes the view, which takes some seconds at most.
     *
     * @throws FillDelayedException when it can be taken only later
     * @throws SourceException when it cannot
     */
    public static TableFill begin(JavaSparkContext spark, SourceDatabase database, Target target) {
        return database.kind() == SourceKind.MARIADB
                ? MariaDbFill.begin(spark, database, target)
                : ofPostgres(spark, database, target);
    }

    private static TableFill ofPostgres(JavaSparkContext spark, SourceDatabase database, Target target) {
        SourceConnections connections = new SourceConnections(database);
        TableName name = new TableName(target.table().schema(), target.table().table());
        SourceSnapshot snapshot = SourceSnapshot.take(connections, name);
        FilledTable table = snapshot.table();
        List<PageRange> ranges = PageRange.of(table);
        FillProgress progress = new FillProgress(
                spark.sc(), ranges.stream().mapToLong(PageRange::bytes).sum());
        FillTask task = new FillTask(connections, snapshot.name(), table, target.lake(), target.policies(), progress);
        List<List<PageRange>> tasks = spread(ranges, spark.defaultParallelism(), SourceReaders.of(database));
        JavaRDD<InternalRow> rows = spark.parallelize(tasks, tasks.size()).mapPartitions(task);
        return new TableFill(snapshot, progress, task.rows().shape(), rows);
    }

    /**
     * Each task reads one range after the other. Where but one can run, many short ones.
     */
    static List<List<PageRange>> spread(List<PageRange> ranges, int slots, SourceReaders readers) {
        int tasks = slots > 1 ? Math.min(readers.ofOne(slots), ranges.size()) : ranges.size();
        List<List<PageRange>> spread = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            spread.add(new ArrayList<>());
        }
        for (int i = 0; i < ranges.size(); i++) {
            spread.get(i % tasks).add(ranges.get(i));
        }
        return spread;
    }

    public RowShape shape() {
        return shape;
    }

    public DistributedOperations rows() {
        return new DistributedOperations(shape.operations(), rows, Long.MAX_VALUE);
    }

    /** @param giveUp ends the fill when somebody waits for the table */
    public LockWaiters watchWaiters(Runnable giveUp) {
        return new LockWaiters(view::waiter, giveUp);
    }

    public FilledAt at() {
        return view.at();
    }

    /** Of the table in the source. */
    public long oid() {
        return view.oid();
    }

    /** What the catalogue said of the table then. */
    public SourceTable source() {
        return view.source();
    }

    public FillProgress progress() {
        return progress;
    }

    /** What the table lacks once the rows were read, as one sentence; null for nothing. */
    public String lacking() {
        return progress.lacking();
    }

    @Override
    public void close() {
        progress.close();
        view.close();
    }
}
