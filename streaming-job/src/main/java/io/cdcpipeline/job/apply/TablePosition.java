package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.SourcePosition;
import java.util.Map;

/**
 * How far a table has come in one Kafka partition, change by change; knows what has come before. Not thread-safe.
 */
final class TablePosition {

    private final StageContext context;
    private final int partition;
    private final boolean sameQuery;
    private final long firstNew;
    private long epoch;
    private String snapshot;
    private boolean snapshotting;
    private String note;
    private Mark mark;

    TablePosition(TableState state, int partition, StageContext context) {
        this.context = context;
        this.partition = partition;
        this.epoch = state.epoch();
        this.snapshot = state.snapshot();
        this.snapshotting = state.snapshotting();
        this.note = state.note();
        this.mark = state.mark(partition);
        this.sameQuery = state.query().equals(context.query());
        this.firstNew = mark.next();
    }

    /**
     * Whether the table has that change already. A batch is replayed after a crash: then Kafka's offsets tell. Or the
     * connector delivers again what it had delivered before a crash of its own: then the source's positions go back,
     * and its commit times too. A position that goes back while time goes on is another server's, or one restored from
     * a backup: that is no repetition, and starts an epoch.
     */
    boolean isRepeated(Change change, long offset) {
        if (sameQuery && offset < firstNew) {
            return true;
        }
        SourcePosition at = change.position();
        if (!isOfTheLog(change) || mark.isBefore(at)) {
            return false;
        }
        if (at.timeMicros() < mark.timeMicros()) {
            return true;
        }
        epoch++;
        return false;
    }

    /** Rows that a snapshot reads, an incremental one too, have no place of their own in the log. */
    private static boolean isOfTheLog(Change change) {
        return change.operation() != Operation.READ && !change.position().snapshot();
    }

    boolean startsSnapshot(SourcePosition at) {
        return at.snapshot() && !at.snapshotId().equals(snapshot);
    }

    void startSnapshot(SourcePosition at) {
        epoch++;
        snapshot = at.snapshotId();
        snapshotting = true;
        note = null;
        mark = mark.ofNewEpoch();
    }

    boolean isSnapshotting() {
        return snapshotting;
    }

    void endSnapshot() {
        snapshotting = false;
    }

    void note(String text) {
        note = text;
    }

    void reached(Change change, long offset) {
        mark = isOfTheLog(change) ? mark.at(change.position(), offset) : mark.read(offset);
    }

    /** @param failure why the table can go no further, null when it can */
    TableState state(String failure) {
        return new TableState(
                context.query(),
                context.batch(),
                0,
                Math.max(epoch, 1),
                snapshot,
                snapshotting,
                failure,
                note,
                Map.of(partition, mark));
    }
}
