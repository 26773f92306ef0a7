package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.schema.Evolution;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Brings the segments of one table into Delta, one after another, a commit each. Not thread-safe. */
final class TableApplier {

    /** Commits of one batch to one table stay below that many. */
    private static final long COMMITS_A_BATCH = 1L << 20;

    /** Partitions hold different keys; but all of them stand on one side of a snapshot's start, or on the other. */
    private static final Comparator<SegmentReport> ORDER = Comparator.<SegmentReport>comparingLong(
                    s -> s.after().epoch())
            .thenComparingInt(s -> s.id().partition())
            .thenComparingInt(s -> s.id().index());

    private final Tables tables;
    private final TableEngine engine;
    private final StageResult stage;
    private TableContext context;
    private long version = -1;
    private long events;
    private long rows;

    TableApplier(Tables tables, TableEngine engine, StageResult stage) {
        this.tables = tables;
        this.engine = engine;
        this.stage = stage;
    }

    TableProgress apply(TableId table, List<SegmentReport> segments) {
        long start = System.nanoTime();
        context = tables.known().get(table);
        segments.stream().sorted(ORDER).forEach(this::apply);
        double seconds = (System.nanoTime() - start) / 1e9;
        return progress(table, seconds);
    }

    private TableProgress progress(TableId table, double seconds) {
        TableState state = context.state();
        Mark mark = state.marks().values().stream()
                .max(Comparator.comparingLong(Mark::commitLsn).thenComparingLong(Mark::lsn))
                .orElse(Mark.NONE);
        boolean timed = mark.timeMicros() != Mark.NONE.timeMicros();
        return new TableProgress(
                table,
                tables.path(table),
                version,
                events,
                rows,
                seconds,
                condition(state),
                state.failure() != null ? state.failure() : state.note(),
                new TableStatus.Position(state.epoch(), mark.commitLsn(), mark.lsn(), mark.next() - 1),
                timed ? Instant.EPOCH.plus(mark.timeMicros(), ChronoUnit.MICROS) : null);
    }

    private static TableCondition condition(TableState state) {
        if (state.failure() != null) {
            return TableCondition.FAILED;
        }
        if (state.note() != null) {
            return TableCondition.INCOMPLETE;
        }
        return state.snapshotting() ? TableCondition.SNAPSHOT : TableCondition.LIVE;
    }

    private void apply(SegmentReport segment) {
        String path = tables.path(segment.id().table());
        boolean started = context.exists()
                && segment.after().snapshotting()
                && segment.after().snapshot().equals(context.state().snapshot());
        // Of a topic with several partitions, the first one that sees a snapshot begin has emptied the table.
        boolean clear = segment.clear() && !started;
        TableState after = context.state().followedBy(segment.after());
        if (after.failure() == null || context.exists()) {
            StructType columns = prepare(path, segment);
            after = commit(path, segment, clear, after);
            context = new TableContext(context.table(), columns, after);
        } else {
            context = new TableContext(context.table(), null, after);
        }
        tables.update(context);
        events += segment.counts().events();
        rows += segment.counts().rows();
    }

    private StructType prepare(String path, SegmentReport segment) {
        if (!context.exists()) {
            return engine.create(path, segment.shape(), tables.properties()).columns();
        }
        return segment.evolution() instanceof Evolution.None
                ? context.columns()
                : engine.evolve(path, segment.evolution()).columns();
    }

    private TableState commit(String path, SegmentReport segment, boolean clear, TableState after) {
        TableEngine.Committed committed = engine.commit(new TableCommit(
                path,
                segment.shape(),
                clear,
                segment.append(),
                segment.kept(),
                operations(path, segment),
                new TableCommit.Transaction(tables.application(), after.batch() * COMMITS_A_BATCH + after.commit()),
                after.json()));
        version = committed.version();
        return missing(segment, committed) ? after.noting(incomplete(segment)) : after;
    }

    private OperationSource operations(String path, SegmentReport segment) {
        OperationSource plain = stage.operations(
                segment.id(), BlockRows.plain(segment.shape()), segment.counts().rows());
        if (segment.counts().moves() == 0) {
            return plain;
        }
        OperationSource moved = stage.operations(
                segment.id(), BlockRows.moved(segment.shape()), segment.counts().moves());
        long before = engine.open(path).orElseThrow().version();
        return new MovedRows(segment.shape(), moved, plain, engine.rows(path, before));
    }

    /** More rows were new than the source has inserted: some that it changed were not here, and came without some columns. */
    private static boolean missing(SegmentReport segment, TableEngine.Committed committed) {
        return !segment.kept().isEmpty()
                && committed.inserted() > segment.counts().inserts();
    }

    private static String incomplete(SegmentReport segment) {
        List<String> columns = segment.kept().stream()
                .map(i -> segment.shape().columns().get(i).name())
                .toList();
        return "rows changed in the source that were not here, so that large values that did not change are missing in "
                + columns + ": take a new snapshot of the table";
    }
}
