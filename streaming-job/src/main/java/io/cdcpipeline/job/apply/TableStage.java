package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.decode.TableId;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * Puts the changes of one table from one Kafka partition into segments: leaves out what the table has already, and
 * cuts where a snapshot begins, the table is truncated or its columns change. Not thread-safe.
 */
final class TableStage {

    private static final String NO_KEY = "the table has no primary key, so its rows cannot be told apart:"
            + " add one, or set the connector's message.key.columns";

    private final StageContext context;
    private final TableId table;
    private final int partition;
    private final StageOutput out;
    private final boolean replay;
    private final long firstNew;

    private StructType columns;
    private String failure;
    private boolean failureIsNew;
    private long epoch;
    private String snapshot;
    private boolean snapshotting;
    private Mark mark;

    private Segment segment;
    private boolean continuesSnapshot;
    private RowShape truncated;
    private boolean clearNext;
    private int nextIndex;
    private long repeated;

    TableStage(StageContext context, TableContext start, int partition, StageOutput out) {
        this.context = context;
        this.table = start.table();
        this.partition = partition;
        this.out = out;
        this.columns = start.columns();
        this.failure = start.failure();
        TableState state = start.state();
        this.epoch = state.epoch();
        this.snapshot = state.snapshot();
        this.snapshotting = state.snapshotting();
        this.mark = state.mark(partition);
        this.replay = state.query().equals(context.query());
        this.firstNew = mark.next();
        this.nextIndex = replay && state.batch() == context.batch() ? state.segment() + 1 : 0;
    }

    long repeated() {
        return repeated;
    }

    void accept(Change change, KafkaRecord message) {
        if (isRepeated(change, message.offset())) {
            repeated++;
            return;
        }
        SourcePosition position = change.position();
        if (position.snapshot() && !position.snapshotId().equals(snapshot)) {
            startEpoch(position);
        }
        if (failure != null) {
            reject(message, failure);
        } else if (change.operation() == Operation.TRUNCATE) {
            truncate(change, message);
        } else if (change.key() == null) {
            reject(message, NO_KEY);
        } else {
            apply(change, message);
        }
    }

    /**
     * A batch is replayed after a crash: then the offsets tell. Or the connector delivers again what it had delivered
     * before its own crash: then the source's positions go back, and its commit times too.
     */
    private boolean isRepeated(Change change, long offset) {
        if (replay && offset < firstNew) {
            return true;
        }
        SourcePosition position = change.position();
        if (position.snapshot() || change.operation() == Operation.READ || mark.isBefore(position)) {
            return false;
        }
        if (position.timeMicros() < mark.timeMicros()) {
            return true;
        }
        // The log went back while time went on: another server, or one restored from a backup.
        epoch++;
        return false;
    }

    private void startEpoch(SourcePosition position) {
        cut();
        epoch++;
        snapshot = position.snapshotId();
        snapshotting = true;
        failure = null;
        failureIsNew = false;
        mark = mark.ofNewEpoch();
        clearNext = columns != null;
    }

    private void truncate(Change change, KafkaRecord message) {
        cut();
        snapshotting = false;
        truncated = change.shape();
        clearNext = columns != null;
        mark = mark.at(change.position(), message.offset());
    }

    private void apply(Change change, KafkaRecord message) {
        boolean read = change.operation() == Operation.READ && change.position().snapshot();
        if (snapshotting && !read) {
            endSnapshot();
        }
        if (segment != null && (!segment.shape().sameAs(change.shape()) || segment.bytes() > context.segmentBytes())) {
            cut();
        }
        if (segment == null) {
            open(change.shape());
        }
        if (failure != null) {
            reject(message, failure);
            return;
        }
        segment.add(change);
        mark = read || change.operation() == Operation.READ
                ? mark.read(message.offset())
                : mark.at(change.position(), message.offset());
    }

    /** Rows of a snapshot are appended; the changes that follow it are merged: better each in its own commit. */
    private void endSnapshot() {
        if (segment != null && continuesSnapshot && segment.hasRows() && !segment.isEmptyTarget()) {
            cut();
        }
        snapshotting = false;
    }

    private void open(RowShape shape) {
        boolean absent = columns == null;
        StructType now = absent ? new StructType() : columns;
        Evolution evolution = clearNext ? Evolution.planEmptied(now, shape) : Evolution.plan(now, shape);
        if (evolution instanceof Evolution.Impossible impossible) {
            failure = impossible.reason();
            failureIsNew = true;
            return;
        }
        columns = evolution.applied(now);
        segment = segment(shape, evolution, absent);
        continuesSnapshot = snapshotting;
        clearNext = false;
        truncated = null;
    }

    private void cut() {
        if (segment != null) {
            boolean append = continuesSnapshot && segment.snapshotOnly();
            out.segment(segment.close(state(), append, null));
            segment = null;
        }
    }

    private void reject(KafkaRecord message, String reason) {
        out.deadLetter(message, table, reason);
        mark = mark.read(message.offset());
    }

    /** The batch has no more of this table. */
    void finish() {
        cut();
        if (clearNext && truncated != null) {
            segment = segment(truncated, new Evolution.None(), true);
            cut();
        }
        if (failureIsNew) {
            clearNext = false;
            Segment none = segment(new RowShape(List.of(), List.of()), new Evolution.None(), false);
            out.segment(none.close(state(), false, failure));
        }
    }

    private Segment segment(RowShape shape, Evolution evolution, boolean empty) {
        return new Segment(new Segment.Start(table, nextIndex++, shape, evolution, clearNext, empty));
    }

    private TableState state() {
        return new TableState(
                context.query(),
                context.batch(),
                nextIndex - 1,
                Math.max(epoch, 1),
                snapshot,
                snapshotting,
                Map.of(partition, mark));
    }
}
