package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.job.collapse.BlockRows;
import io.cdcpipeline.job.collapse.CutReport;
import io.cdcpipeline.job.collapse.ModeRules;
import io.cdcpipeline.job.collapse.RowShapes;
import io.cdcpipeline.job.collapse.SegmentReport;
import io.cdcpipeline.job.engine.Ending;
import io.cdcpipeline.job.engine.LocalOperations;
import io.cdcpipeline.job.engine.MissingRowsException;
import io.cdcpipeline.job.engine.OperationSource;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.engine.TableWriter;
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
    private final TableWriter writer;
    private final CollapsedBatch batch;
    private TableContext context;
    private long version = -1;
    private long events;
    private long rows;

    /** @param batch that has the segments' rows; null when there are none */
    TableApplier(Tables tables, TableEngine engine, CollapsedBatch batch, TableContext context) {
        this.tables = tables;
        this.writer = engine.table(tables.path(context.table()));
        this.batch = batch;
        this.context = context;
    }

    /** The result of an application. */
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

    /**
     * All rows, and the columns where that is needed, become others in one commit; a table that is not there is made.
     *
     * @param renewed whether columns that only the table has go
     */
    Applied replace(RowShape shape, OperationSource all, TableState state, boolean renewed) {
        long start = System.nanoTime();
        StructType before = renewed ? new StructType() : columns();
        if (Evolution.planEmptied(before, shape) instanceof Evolution.Impossible impossible) {
            throw new IllegalStateException(impossible.reason());
        }
        boolean absent = !context.exists();
        if (absent) {
            create(shape);
        }
        TableCommit.Target target = renewed ? TableCommit.Target.RENEWED : TableCommit.Target.REPLACED;
        commit(
                context.state().followedBy(state, 0),
                shape,
                absent ? TableCommit.Target.NO_SUCH_ROW : target,
                TableCommit.Rows.of(all));
        if (!absent) {
            TableView view = writer.open().orElseThrow();
            opened(view);
            settleProperties();
        }
        return applied(start);
    }

    /** The table has the properties that the manifest says, and none that it said before. */
    Applied settle() {
        long start = System.nanoTime();
        settleProperties();
        return applied(start);
    }

    private void settleProperties() {
        if (tables.isSettled(context.table())) {
            writer.settle(tables.delta(context.table()), context.version(), TableStateJson.write(context.state()))
                    .ifPresent(view -> {
                        version = view.version();
                        opened(view);
                    });
        }
    }

    /** Rows come to those that are there, in one commit besides what the columns take; a table that is not there is made. */
    Applied add(RowShape shape, OperationSource all, TableState state) {
        return add(shape, TableCommit.Rows.of(all), state);
    }

    /** As the other; where rows end that are there and that none of these meets, all of these are all that there are. */
    Applied add(RowShape shape, TableCommit.Rows all, TableState state) {
        long start = System.nanoTime();
        boolean ends = context.exists() && all.ending() != null;
        if (!context.exists()) {
            create(shape);
        }
        Evolution evolution = Evolution.plan(columns(), shape);
        if (!(evolution instanceof Evolution.None)) {
            change(evolution);
        }
        TableCommit.Target target = ends ? TableCommit.Target.ENDED : TableCommit.Target.NO_SUCH_ROW;
        commit(context.state().followedBy(state, 0), shape, target, all);
        return applied(start);
    }

    /** Somebody else may have made one at the same place meanwhile. */
    private void create(RowShape shape) {
        TableView made = writer.create(shape, tables.properties(context.table(), shape.table()));
        tables.refuseOthers(context.table(), made);
        opened(made);
        settleProperties();
    }

    /** It has other columns or another version; its rows are still those of the state before. */
    private void opened(TableView view) {
        context = new TableContext(context.table(), view.columns(), view.version(), context.state(), false);
    }

    private StructType columns() {
        return context.exists() ? context.columns() : new StructType();
    }

    /** One commit that changes nothing but what the table says of itself. */
    Applied say(TableState state) {
        long start = System.nanoTime();
        commitState(state);
        return applied(start);
    }

    /** Other columns, and not one row else. */
    Applied evolve(Evolution evolution) {
        long start = System.nanoTime();
        change(evolution);
        evolution.note().ifPresent(lacking -> commitState(context.state().lacking(lacking)));
        return applied(start);
    }

    private void change(Evolution evolution) {
        TableView view = writer.evolve(evolution, context.version(), TableStateJson.write(context.state()));
        version = view.version();
        opened(view);
        settleProperties();
    }

    private Applied applied(long start) {
        return new Applied(context, version, events, rows, (System.nanoTime() - start) / 1e9);
    }

    private void apply(SegmentReport segment) {
        // Before the commit: a table that fails in it is known to have been cut.
        CutReport cuts = batch.cuts(context.table());
        int index = segment.id().index();
        tables.cuts().reached(context, cuts, index);
        long start = System.nanoTime();
        // What came before the first row that could be taken is in no row of the table.
        String lost = context.exists() ? null : tables.deadLetters().lost(context.table());
        prepare(segment);
        long changes = segment.counts().events();
        TableState after = context.state().followedBy(segment.after(), changes).lacking(lost);
        TableWriter.Committed committed = commit(after, segment);
        if (lacksRows(segment, committed)) {
            commitState(after.lacking(lacking(segment)));
        }
        if (index > 0 && cuts.passed().containsValue(index)) {
            tables.cuts().cost(System.nanoTime() - start);
        }
        events += changes;
        rows += segment.counts().rows();
    }

    /** What the table is found to lack stands in the very commit that shows it. */
    private TableWriter.Committed commit(TableState after, SegmentReport segment) {
        try {
            return commit(after, segment.shape(), target(segment), rows(segment));
        } catch (MissingRowsException e) {
            TableState lacking = after.lacking(
                    "it lacked " + e.rows() + " of the rows that the source took away or changed" + Repair.WAY_OUT);
            return commit(lacking, segment.shape(), TableCommit.Target.COPIES_IF_ANY, rows(segment));
        }
    }

    /** The table has the columns that the segment needs; its rows are still those of the state before. */
    private void prepare(SegmentReport segment) {
        if (!context.exists()) {
            create(segment.shape());
        } else if (!(segment.evolution() instanceof Evolution.None)) {
            change(segment.evolution());
        }
    }

    private void commitState(TableState state) {
        TableState after = context.state().followedBy(state, 0);
        RowShape shape = RowShapes.of(context.columns());
        TableCommit.Rows none = TableCommit.Rows.of(LocalOperations.none(shape.operations()));
        commit(after, shape, TableCommit.Target.NO_SUCH_ROW, none);
    }

    /** Delta leaves a commit out, without a word, when the table's log has its number: another driver has written it then. */
    private TableWriter.Committed commit(
            TableState after, RowShape shape, TableCommit.Target target, TableCommit.Rows rows) {
        String metadata = TableStateJson.write(after);
        TableWriter.Committed committed = writer.commit(new TableCommit(
                shape,
                context.version(),
                target,
                rows,
                new TableCommit.Transaction(tables.application(), after.sequence()),
                metadata));
        if (!committed.metadata().equals(Optional.of(metadata))) {
            throw new ConcurrentWriterException("Another process writes to " + tables.path(context.table())
                    + " as this pipeline: commit " + after.sequence()
                    + " is not the one that was made here. See that only one job runs.");
        }
        version = committed.version();
        context = new TableContext(context.table(), context.columns(), version, after, false);
        if (writesAnew(target)) {
            settleProperties();
        }
        if (committed.foreign().isPresent() && !replacesAll(target)) {
            // A MERGE begins with the table as it is then, a moment after it was looked at.
            commitState(after.lacking(
                    Tables.FOREIGN.formatted(List.of(committed.foreign().get()))));
        }
        return committed;
    }

    /** Delta clusters a table by no column any more that was overwritten. */
    private static boolean writesAnew(TableCommit.Target target) {
        return target == TableCommit.Target.CLEARED || target == TableCommit.Target.ENDED;
    }

    /** Whatever somebody else did is overwritten. */
    private static boolean replacesAll(TableCommit.Target target) {
        return target == TableCommit.Target.REPLACED
                || target == TableCommit.Target.RENEWED
                || target == TableCommit.Target.CLEARED;
    }

    private static TableCommit.Target target(SegmentReport segment) {
        if (segment.clear()) {
            return TableCommit.Target.CLEARED;
        }
        if (segment.end() != null) {
            return TableCommit.Target.ENDED;
        }
        if (segment.append()) {
            return TableCommit.Target.NO_SUCH_ROW;
        }
        return segment.shape().key().isEmpty() ? TableCommit.Target.COPIES : TableCommit.Target.ROWS;
    }

    private TableCommit.Rows rows(SegmentReport segment) {
        if (segment.end() != null) {
            Ending ending = ModeRules.of(segment.after().mode()).ending(segment.end(), segment.shape());
            return new TableCommit.Rows(LocalOperations.none(segment.shape().operations()), null, Set.of(), ending);
        }
        SegmentReport.Counts counts = segment.counts();
        OperationSource operations = batch.operations(segment.id(), BlockRows.plain(segment.shape()), counts.rows());
        OperationSource moves = counts.moves() == 0
                ? null
                : batch.operations(segment.id(), BlockRows.moved(segment.shape()), counts.moves());
        return new TableCommit.Rows(operations, moves, segment.kept());
    }

    /** More rows were new than the source has inserted: some that it changed were not here, and came without some columns. */
    private static boolean lacksRows(SegmentReport segment, TableWriter.Committed committed) {
        return !segment.kept().isEmpty()
                && committed.inserted() > segment.counts().inserts();
    }

    private static String lacking(SegmentReport segment) {
        List<String> columns = segment.kept().stream()
                .map(i -> segment.shape().columns().get(i).name())
                .toList();
        return "rows changed in the source that were not here, so that large values that did not change are missing in "
                + columns + Repair.WAY_OUT;
    }
}
