package io.cdcpipeline.job.state;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.job.decode.SnapshotId;
import java.util.Collection;
import java.util.Optional;

/**
 * Holds a table against the newest snapshot of the source. A snapshot brings rows and nothing else: a table that was empty
 * by then gets none, and would keep the rows that it had.
 */
public final class SnapshotAlignment {

    private static final String PASSED_OVER =
            "a new snapshot of the source has brought no row of this table, which was empty then or is not captured any more,"
                    + " and what came before is still here"
                    + Repair.WAY_OUT;

    private SnapshotAlignment() {}

    /** @param all states of the pipeline's tables */
    public static TableState align(TableState state, Collection<TableState> all) {
        return isPassedOver(state, all) ? state.lacking(PASSED_OVER) : state;
    }

    /** Whether all rows of the table are from before the newest snapshot, which is over. */
    public static boolean isPassedOver(TableState state, Collection<TableState> all) {
        Optional<SnapshotId> newest = all.stream()
                .flatMap(s -> SnapshotId.parse(s.snapshot()).stream())
                .max(SnapshotId::compareTo);
        return newest.isPresent()
                && state.position().next() >= 0
                && !state.snapshot().equals(newest.get().toString())
                && newest.get().isAfter(state.position().log())
                && !isFilledSince(state, newest.get())
                && all.stream().anyMatch(s -> hasGoneOn(s, newest.get()));
    }

    private static boolean isFilledSince(TableState state, SnapshotId snapshot) {
        return state.filled() != null && snapshot.place() < state.filled().until();
    }

    /** Changes come after all rows of a snapshot. */
    private static boolean hasGoneOn(TableState state, SnapshotId snapshot) {
        return state.snapshot().equals(snapshot.toString()) && !state.snapshotting()
                || !snapshot.isAfter(state.position().log());
    }
}
