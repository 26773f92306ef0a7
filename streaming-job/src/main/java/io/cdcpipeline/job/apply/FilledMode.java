package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.collapse.ChangelogReads;
import io.cdcpipeline.job.collapse.ChangelogShape;
import io.cdcpipeline.job.collapse.LiftedReads;
import io.cdcpipeline.job.collapse.ModeRules;
import io.cdcpipeline.job.collapse.SegmentReport;
import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.engine.DistributedOperations;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.fill.TableFill;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * What the rows that a fill reads become, by what the table is to be in the lake.
 *
 * @param table as it is
 * @param mode what it is to be
 * @param masks by which rules its columns are to be masked; null where none is
 * @param asked whether somebody wants the fill: what the lake alone has, or what a table of another mode has, goes for nobody else
 * @param now a moment before the rows were seen
 */
record FilledMode(TableContext table, TableMode mode, String masks, boolean asked, Instant now) {

    /** Of a table that is something else until then, nothing stays. */
    boolean isOther() {
        return table.exists()
                && !table.state().isFresh()
                && (table.state().mode() != mode
                        || !Objects.equals(table.state().masks(), masks));
    }

    /** The columns whose types the rows keep; null for none. */
    StructType lake() {
        return isOther() ? null : table.columns();
    }

    /** @param state the table's afterwards */
    TableContext apply(TableApplier applier, TableFill fill, TableState state) {
        return switch (mode) {
            case MIRROR ->
                applier.replace(fill.shape(), fill.rows(), state, isOther()).context();
            case CHANGELOG -> tell(applier, fill, state);
            case SOFT_MIRROR, HISTORY -> bring(applier, fill, state);
        };
    }

    private TableContext tell(TableApplier applier, TableFill fill, TableState state) {
        RowShape log = ChangelogShape.of(fill.shape());
        var view = new ChangelogReads.View(epoch(state), fill.at().from(), micros());
        var rows = made(fill, log, new ChangelogReads(fill.shape(), log, view));
        return begins(log)
                ? applier.replace(log, rows, state, true).context()
                : applier.add(log, rows, state).context();
    }

    /** Rows that are there and that the source has no more stay, and say so. */
    private TableContext bring(TableApplier applier, TableFill fill, TableState state) {
        ModeRules rules = ModeRules.of(mode);
        RowShape shape = rules.shape(fill.shape());
        var at =
                new SegmentReport.End(epoch(state), new LogPosition(0, fill.at().from(), 0), micros());
        var rows = made(fill, shape, new LiftedReads(rules, fill.shape(), shape, at));
        if (begins(shape)) {
            return applier.replace(shape, rows, state, true).context();
        }
        var all = new TableCommit.Rows(rows, null, Set.of(), rules.ending(at, shape));
        return applier.add(shape, all, state).context();
    }

    private long epoch(TableState state) {
        return table.state().followedBy(state, 0).epoch();
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }

    private static DistributedOperations made(
            TableFill fill, RowShape shape, FlatMapFunction<Iterator<InternalRow>, InternalRow> made) {
        DistributedOperations read = fill.rows();
        return new DistributedOperations(shape.operations(), read.operations().mapPartitions(made), read.count());
    }

    /** Whether nothing of what is there stays. */
    private boolean begins(RowShape shape) {
        if (isOther()) {
            return true;
        }
        if (!table.exists() || !(Evolution.plan(table.columns(), shape) instanceof Evolution.Impossible impossible)) {
            return false;
        }
        if (!asked || !impossible.isMendedByFill()) {
            throw new IllegalStateException(ModeRules.of(mode).lost(impossible));
        }
        return true;
    }
}
