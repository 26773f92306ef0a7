package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.job.collapse.ChangelogReads;
import io.cdcpipeline.job.collapse.ChangelogShape;
import io.cdcpipeline.job.engine.DistributedOperations;
import io.cdcpipeline.job.fill.TableFill;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.spark.sql.types.StructType;

/**
 * What the rows that a fill reads become, by what the table is to be in the lake.
 *
 * @param table as it is
 * @param mode what it is to be
 * @param masks by which rules its columns are to be masked; null where none is
 * @param asked whether somebody wants the fill: what a changelog tells, or what a table of another mode has, goes for nobody else
 * @param now a moment before the rows were seen
 */
record FilledMode(TableContext table, TableMode mode, String masks, boolean asked, Instant now) {

    private static final String BEGUN_ANEW =
            "%s: a snapshot of the table that somebody asks for begins the changelog anew; to"
                    + " keep what it has, move its folder away before that";

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
        };
    }

    private TableContext tell(TableApplier applier, TableFill fill, TableState state) {
        RowShape log = ChangelogShape.of(fill.shape());
        var view = new ChangelogReads.View(
                table.state().followedBy(state, 0).epoch(),
                fill.at().from(),
                ChronoUnit.MICROS.between(Instant.EPOCH, now));
        DistributedOperations read = fill.rows();
        var rows = new DistributedOperations(
                log.operations(),
                read.operations().mapPartitions(new ChangelogReads(fill.shape(), log, view)),
                read.count());
        boolean begun = isOther();
        if (!begun
                && table.exists()
                && Evolution.plan(table.columns(), log) instanceof Evolution.Impossible impossible) {
            begun = asked && impossible.isMendedByFill();
            if (!begun) {
                throw new IllegalStateException(BEGUN_ANEW.formatted(impossible.what()));
            }
        }
        return begun
                ? applier.replace(log, rows, state, true).context()
                : applier.add(log, rows, state).context();
    }
}
