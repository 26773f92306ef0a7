package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.collapse.BlockRows;
import io.cdcpipeline.job.collapse.RowShapes;
import io.cdcpipeline.job.collapse.SegmentReport;
import io.cdcpipeline.job.engine.LocalOperations;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.state.TableStateJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/** Brings the segments of one table into Delta, one after another, a commit each. Not thread-safe. */
final class TableApplier {

    private final Tables tables;
    private final TableEngine engine;
    private final CollapsedBatch batch;
    private final String path;
    private TableContext context;
    private long version = -1;
    private long events;
    private long rows;

    TableApplier(Tables tables, TableEngine engine, CollapsedBatch batch, TableContext context) {
        this.tables = tables;
        this.engine = engine;
        this.batch = batch;
        this.path = tables.path(context.table());
        this.context = context;
    }

    /** What an application came to. */
    record Applied(TableContext context, long version, long events, long rows, double seconds) {

        static Applied nothing(TableContext context) {
            return new Applied(context, -1, 0, 0, 0);
        }
    }

    /** @param segments in order */
    Applied apply(List<SegmentReport> segments) {
        long start = System.nanoTime();
        segments.forEach(this::apply);
        return applied(start);
    }

    /** One commit that changes nothing but what the table says of itself. */
    Applied say(TableState state) {
        long start = System.nanoTime();
        commitState(state);
        return applied(start);
    }

    private Applied applied(long start) {
        return new Applied(context, version, events, rows, (System.nanoTime() - start) / 1e9);
    }

    private void apply(SegmentReport segment) {
        StructType columns = prepare(segment);
        long changes = segment.counts().events();
        TableState after = context.state().followedBy(segment.after(), changes);
        TableEngine.Committed committed = commit(segment, after);
        context = new TableContext(context.table(), columns, after, false);
        if (lacksRows(segment, committed)) {
            commitState(after.lacking(lacking(segment)));
        }
        events += changes;
        rows += segment.counts().rows();
    }

    private StructType prepare(SegmentReport segment) {
        if (!context.exists()) {
            return engine.create(path, segment.shape(), tables.properties()).columns();
        }
        return segment.evolution() instanceof Evolution.None
                ? context.columns()
                : engine.evolve(path, segment.evolution()).columns();
    }

    private TableEngine.Committed commit(SegmentReport segment, TableState after) {
        return commit(
                after,
                new TableCommit(
                        path,
                        segment.shape(),
                        segment.clear(),
                        segment.append(),
                        segment.kept(),
                        operations(segment),
                        new TableCommit.Transaction(tables.application(), after.sequence()),
                        TableStateJson.write(after)));
    }

    private void commitState(TableState state) {
        TableState after = context.state().followedBy(state, 0);
        RowShape shape = RowShapes.of(context.columns());
        OperationSource none = new LocalOperations(shape.operations(), List.of());
        TableCommit.Transaction transaction = new TableCommit.Transaction(tables.application(), after.sequence());
        commit(
                after,
                new TableCommit(path, shape, false, true, Set.of(), none, transaction, TableStateJson.write(after)));
        context = context.with(after);
    }

    /** Delta leaves a commit out, without a word, when the table's log has its number: another driver has written it then. */
    private TableEngine.Committed commit(TableState after, TableCommit commit) {
        TableEngine.Committed committed = engine.commit(commit);
        version = committed.version();
        Optional<String> now = engine.metadata(path, m -> TableStateJson.read(m).isPresent());
        if (!now.equals(Optional.of(commit.metadata()))) {
            throw new ConcurrentWriterException("Another process writes to " + path + " as this pipeline: commit "
                    + after.sequence() + " is not the one that was made here. See that only one job runs.");
        }
        return committed;
    }

    private OperationSource operations(SegmentReport segment) {
        OperationSource plain = batch.operations(
                segment.id(), BlockRows.plain(segment.shape()), segment.counts().rows());
        if (segment.counts().moves() == 0) {
            return plain;
        }
        OperationSource moved = batch.operations(
                segment.id(), BlockRows.moved(segment.shape()), segment.counts().moves());
        long before = engine.open(path).orElseThrow().version();
        return new MovedRows(segment.shape(), moved, plain, engine.rows(path, before));
    }

    /** More rows were new than the source has inserted: some that it changed were not here, and came without some columns. */
    private static boolean lacksRows(SegmentReport segment, TableEngine.Committed committed) {
        return !segment.kept().isEmpty()
                && committed.inserted() > segment.counts().inserts();
    }

    private static String lacking(SegmentReport segment) {
        List<String> columns = segment.kept().stream()
                .map(i -> segment.shape().columns().get(i).name())
                .toList();
        return "rows changed in the source that were not here, so that large values that did not change are missing in "
                + columns + ": take a new snapshot of the table";
    }
}
