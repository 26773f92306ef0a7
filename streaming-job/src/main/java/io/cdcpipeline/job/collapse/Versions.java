package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.engine.RowOperation;
import java.util.ArrayList;
import java.util.List;

/** The versions that one key has had since a segment began. Not thread-safe. */
final class Versions {

    private final byte[] keyed;
    private final List<Ended> ended = new ArrayList<>();
    private State state;

    /**
     * @param keyed a row with the key's columns
     * @param known whether the table may have a version that is valid
     */
    Versions(byte[] keyed, boolean known) {
        this.keyed = keyed.clone();
        this.state = new State(null, known, null, 0, null, null);
    }

    /**
     * One that is valid still.
     *
     * @param row in the layout of the source's operations
     * @param origin the key under which the table has, before the commit, what the row keeps; null where it keeps nothing
     */
    record Open(byte[] row, RowKey origin, SegmentReport.End from) {}

    record Ended(Open version, SegmentReport.End to) {}

    /** How a row came to the key. @param moved from another key */
    record Arrival(long transaction, boolean moved) {}

    /**
     * @param open null for none that has begun here
     * @param there whether the table's may be valid still
     * @param tableEnd where it ends; null for nowhere
     * @param ended how many of those that have ended count
     * @param under what was so when a row arrived
     */
    private record State(
            Open open, boolean there, SegmentReport.End tableEnd, int ended, Arrival arrival, State under) {

        boolean mayHaveRow() {
            return open != null || there;
        }
    }

    byte[] keyed() {
        return keyed;
    }

    /** Null for none that has begun here. */
    Open open() {
        return state.open();
    }

    /** Where the version ends that the table has; null when it goes on. */
    SegmentReport.End tableEnd() {
        return state.tableEnd();
    }

    List<Ended> ended() {
        return ended.subList(0, state.ended());
    }

    void end(SegmentReport.End at) {
        state = endedAt(at);
    }

    private State endedAt(SegmentReport.End at) {
        if (state.open() != null) {
            keep(new Ended(state.open(), at));
            return new State(null, false, state.tableEnd(), state.ended() + 1, null, null);
        }
        SegmentReport.End tableEnd = state.there() ? at : state.tableEnd();
        return new State(null, false, tableEnd, state.ended(), null, null);
    }

    private void keep(Ended version) {
        while (ended.size() > state.ended()) {
            ended.remove(ended.size() - 1);
        }
        ended.add(version);
    }

    /** A version begins, and what was valid ends; what begins again at its own place is told more exactly. */
    void begin(Open next, Arrival arrival) {
        begin(next, arrival, endedAt(next.from()));
    }

    /** A row has been moved here, which the table has by the first half of that: it is told more exactly. */
    void goOn(Open next, Arrival arrival) {
        begin(
                next,
                arrival,
                state.there() ? new State(null, false, null, state.ended(), null, null) : endedAt(next.from()));
    }

    private void begin(Open next, Arrival arrival, State after) {
        State before = state;
        if (before.open() != null && before.open().from().equals(next.from())) {
            state = new State(next, false, before.tableEnd(), before.ended(), before.arrival(), before.under());
            return;
        }
        boolean arrives = arrival != null;
        state = new State(
                next,
                false,
                after.tableEnd(),
                after.ended(),
                arrives ? arrival : before.arrival(),
                arrives ? before : before.under());
    }

    /** As it was before the row came that has just been moved here: the other one is there still. */
    void restore() {
        state = state.under();
    }

    /** As {@link KeyOccupancy} says it of a mirror. */
    KeyOccupancy.Row meant(Change change, OperationRows rows) {
        boolean leavesOrStays = change.operation() == Operation.DELETE || change.operation() == Operation.UPDATE;
        if (!leavesOrStays || change.before() == null || !mayBeTwo(change, rows)) {
            return KeyOccupancy.Row.ONLY;
        }
        if (!rows.sameColumns(state.open().row(), change.before())) {
            return KeyOccupancy.Row.OTHER;
        }
        boolean goes = change.operation() == Operation.DELETE && state.arrival().moved();
        return goes ? KeyOccupancy.Row.ARRIVED : KeyOccupancy.Row.ONLY;
    }

    private boolean mayBeTwo(Change change, OperationRows rows) {
        return state.open() != null
                && state.arrival() != null
                && state.arrival().transaction() == change.position().transaction()
                && rows.operation(state.open().row()) == RowOperation.PUT
                && state.under().mayHaveRow();
    }

    /** The version that a change means before it comes. */
    Open before(KeyOccupancy.Row meant) {
        return meant == KeyOccupancy.Row.OTHER ? state.under().open() : state.open();
    }
}
