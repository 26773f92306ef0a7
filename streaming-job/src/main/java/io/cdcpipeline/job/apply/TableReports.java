package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableMode;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.state.AppliedPosition;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A table's state as those who watch the job see it. */
final class TableReports {

    private static final String DROPPED =
            "it was dropped in the source, or renamed, and stays here as it was at the end";
    private static final String REMOVED = "it was dropped in the source, or renamed, and its folder is removed";

    private TableReports() {}

    /** @param now the table, once {@code applied} was done to it */
    static TableProgress of(String path, TableApplier.Applied applied, TableContext now) {
        TableState state = now.state();
        return new TableProgress(
                now.table(),
                path,
                state.mode() == TableMode.MIRROR ? null : state.mode().text(),
                applied.version(),
                applied.events(),
                state.changes(),
                applied.rows(),
                applied.seconds(),
                condition(state),
                message(now),
                position(state),
                commitTime(state.position()));
    }

    /** A table all of whose rows have just come. */
    static TableProgress filled(String path, TableContext table) {
        return of(path, new TableApplier.Applied(table, table.version(), 0, 0, 0), table);
    }

    /** A table to which nothing was done. */
    static TableProgress unchanged(String path, TableContext table) {
        return of(path, TableApplier.Applied.nothing(table), table);
    }

    /** A table as its log has it; its changes are all that it has had. */
    static TableProgress loaded(String path, TableContext table) {
        return of(
                path,
                new TableApplier.Applied(table, table.version(), table.state().changes(), 0, 0),
                table);
    }

    private static String message(TableContext now) {
        if (!now.state().gone()) {
            return now.state().incomplete();
        }
        return now.exists() ? DROPPED : REMOVED;
    }

    private static TableCondition condition(TableState state) {
        if (state.gone()) {
            return TableCondition.GONE;
        }
        if (state.incomplete() != null) {
            return TableCondition.INCOMPLETE;
        }
        return state.snapshotting() ? TableCondition.SNAPSHOT : TableCondition.LIVE;
    }

    private static TableStatus.Position position(TableState state) {
        AppliedPosition at = state.position();
        return new TableStatus.Position(
                state.epoch(), at.log().major(), at.log().minor(), at.next() - 1);
    }

    private static Instant commitTime(AppliedPosition at) {
        return at.timeMicros() == AppliedPosition.NONE.timeMicros()
                ? null
                : Instant.EPOCH.plus(at.timeMicros(), ChronoUnit.MICROS);
    }
}
