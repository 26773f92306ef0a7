package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * Puts the changes of one table from one Kafka partition into segments: leaves out what the table has already, and
 * cuts where a snapshot begins, the table is truncated or its columns change. Not thread-safe.
 */
final class TableStage {

    private static final String NO_KEY = "the table has no primary key, so its rows cannot be told apart:"
            + " add one, or set the connector's message.key.columns";

    private final StageContext context;
    private final TableContext table;
    private final StageOutput out;
    private final SegmentId first;
    private final TablePosition position;

    private StructType columns;
    private String failure;
    private boolean failureIsNew;

    private Segment segment;
    private boolean continuesSnapshot;
    private RowShape truncated;
    private boolean clearNext;
    private int segments;
    private long repeated;

    /** @param first names the table's first segment in this partition */
    TableStage(StageContext context, TableContext table, SegmentId first, StageOutput out) {
        this.context = context;
        this.table = table;
        this.first = first;
        this.out = out;
        this.columns = table.columns();
        this.failure = table.state().failure();
        this.position = new TablePosition(table.state(), first.partition(), context);
    }

    long repeated() {
        return repeated;
    }

    void accept(Change change, KafkaRecord message) {
        if (position.isRepeated(change, message.offset())) {
            repeated++;
            return;
        }
        if (position.startsSnapshot(change.position())) {
            startSnapshot(change.position());
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

    private void startSnapshot(SourcePosition at) {
        cut();
        position.startSnapshot(at);
        failure = null;
        failureIsNew = false;
        clearNext = columns != null;
    }

    private void truncate(Change change, KafkaRecord message) {
        cut();
        position.endSnapshot();
        truncated = change.shape();
        clearNext = columns != null;
        position.reached(change, message.offset());
    }

    private void apply(Change change, KafkaRecord message) {
        if (position.isSnapshotting() && !isSnapshotRow(change)) {
            endSnapshot();
        }
        if (segment != null && isCutBy(change)) {
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
        position.reached(change, message.offset());
    }

    private boolean isCutBy(Change change) {
        return !segment.start().shape().sameAs(change.shape()) || segment.bytes() > context.segmentBytes();
    }

    private static boolean isSnapshotRow(Change change) {
        return change.operation() == Operation.READ && change.position().snapshot();
    }

    /** Rows of a snapshot are appended; the changes that follow it are merged: better each in its own commit. */
    private void endSnapshot() {
        if (segment != null && !segment.isEmptyTarget()) {
            cut();
        }
        position.endSnapshot();
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
        if (!absent && !clearNext) {
            evolution.note().ifPresent(position::note);
        }
        columns = evolution.applied(now);
        segment = new Segment(new Segment.Start(next(), shape, evolution, clearNext, absent));
        continuesSnapshot = position.isSnapshotting();
        clearNext = false;
        truncated = null;
    }

    private SegmentId next() {
        return new SegmentId(first.table(), first.topic(), first.partition(), segments++);
    }

    private void cut() {
        if (segment != null) {
            out.segment(ClosedSegment.of(segment, position.state(null), continuesSnapshot && segment.snapshotOnly()));
            segment = null;
        }
    }

    private void reject(KafkaRecord message, String reason) {
        out.deadLetter(message, table.table(), reason);
    }

    /** The batch has no more of this table. */
    void finish() {
        cut();
        if (clearNext && truncated != null) {
            Segment none = new Segment(new Segment.Start(next(), truncated, new Evolution.None(), true, true));
            out.segment(ClosedSegment.of(none, position.state(null), true));
        }
        if (failureIsNew) {
            Segment none = new Segment(new Segment.Start(next(), present(), new Evolution.None(), false, false));
            out.segment(ClosedSegment.of(none, position.state(failure), true));
        }
    }

    private RowShape present() {
        StructType now = columns == null ? new StructType() : columns;
        return new RowShape(
                Stream.of(now.fields())
                        .map(f -> new Column(f.name(), f.dataType(), new Initial.Null()))
                        .toList(),
                List.of());
    }
}
