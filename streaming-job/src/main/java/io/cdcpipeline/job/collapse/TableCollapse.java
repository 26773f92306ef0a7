package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.collapse.TablePosition.Met;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.schema.UnfitTableException;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import org.apache.spark.sql.types.StructType;

/**
 * Puts the changes of one table from one Kafka partition into segments: leaves out what the table has already, and cuts where a snapshot begins, the
 * table is truncated or replaced, or its columns change. One that it cannot take fails it, and stays in Kafka. Not thread-safe.
 */
final class TableCollapse {
    private final CollapseContext context;
    private final TableContext table;
    private final CollapseOutput out;
    private final SegmentId first;
    private final TablePosition position;
    private final TableCuts cuts;
    private final ModeRules mode;
    private final OtherMasks masks;
    private StructType columns;
    private String failure;
    private TableState failedAt;
    private Segment segment;
    private boolean continuesSnapshot;
    private RowShape truncated;
    private boolean clearNext;
    private int segments;
    private long repeated;
    private boolean rejected;

    /** @param first names the table's first segment in this partition */
    TableCollapse(CollapseContext context, TableContext table, SegmentId first, CollapseOutput out) {
        this.context = context;
        this.table = table;
        this.first = first;
        this.out = out;
        this.columns = table.columns();
        this.position = new TablePosition(table.state(), first.topic());
        this.mode = ModeRules.of(table.state().mode());
        this.masks = new OtherMasks(context.events().columns(), table);
        this.cuts = new TableCuts(context.cuts(), table.table());
        if (first.partition() != 0) {
            fail(Troubles.PARTITIONS.formatted(first.topic()));
        }
    }

    long repeated() {
        return repeated;
    }

    CutReport cuts() {
        return cuts.report();
    }

    void accept(Change change, KafkaRecord message) {
        if (counts(failure == null ? position.meets(change, message) : Met.NEW, change.position())) {
            passCuts(change);
            notice(change, message);
            if (failure == null) {
                take(change, message);
            }
        }
    }

    void reject(KafkaRecord message, Untold why) {
        if (counts(failure == null ? position.meets(why.place(), message) : Met.NEW, why.position())) {
            keepRaw(message, why);
        }
    }

    private boolean counts(Met met, SourcePosition at) {
        if (met == Met.OF_ANOTHER_LOG) {
            fail(Troubles.OTHER_LOG.formatted(at.log()));
        }
        if (met == Met.KNOWN) {
            repeated++;
            return false;
        }
        if (at != null && position.startsSnapshot(at) && first.partition() == 0) {
            startSnapshot(at);
        }
        return failure == null;
    }

    private void take(Change change, KafkaRecord message) {
        Untold untold = mode.untold(change);
        if (change.operation() == Operation.TRUNCATE && !mode.tellsEachChange()) {
            truncate(change, message);
        } else if (untold != null) {
            keepRaw(message, untold.at(change));
        } else {
            apply(change, message);
        }
    }

    private void passCuts(Change change) {
        if (!change.position().isSnapshot() && cuts.passes(change)) {
            cut();
            clearIfTruncated();
            cuts.pass(change, segments);
        }
    }

    /** A table that was dropped and made again, or another that took its name, has none of the rows from before. */
    private void notice(Change change, KafkaRecord message) {
        SourceRelation relation = change.shape().relation();
        String problem = masks.problem(change.shape(), columns);
        if (problem != null) {
            fail(problem);
            return;
        }
        if (!change.position().isSnapshot() && position.isOther(relation)) {
            cut();
            position.replacedBy(relation);
            replaced(change, message);
        }
        position.reached(relation);
    }

    private void replaced(Change change, KafkaRecord message) {
        if (mode.keepsRows()) {
            end(change.position());
        } else if (!mode.tellsEachChange()) {
            clearNext = columns != null;
            truncated = change.shape();
        } else if (columns != null) {
            open(change.shape(), message.offset());
            if (failure == null) {
                segment.empty(change);
            }
        }
    }

    private void startSnapshot(SourcePosition at) {
        cut();
        position.startSnapshot(at);
        failure = null;
        failedAt = null;
        clearNext = columns != null && !mode.keepsRows() && !mode.tellsEachChange();
        if (mode.keepsRows()) {
            end(at);
        }
    }

    private void truncate(Change change, KafkaRecord message) {
        cut();
        position.endSnapshot();
        position.cleared();
        position.reached(change, message);
        if (mode.keepsRows()) {
            end(change.position());
        } else {
            truncated = change.shape();
            clearNext = columns != null;
        }
    }

    /** All rows that are there have gone in the source. */
    private void end(SourcePosition at) {
        if (columns != null) {
            var end = SegmentReport.End.of(position.epoch(), at);
            out.segment(ClosedSegment.ofEnd(next(), columns, end, position.state()));
        }
    }

    private void keepRaw(KafkaRecord message, Untold why) {
        position.lacks(columns == null ? null : why.lacking());
        out.deadLetter(message, new DeadLetters.Cause(table.table(), why.letter(), why.place()));
        position.rejects(why.place(), message);
        rejected = true;
    }

    private void apply(Change change, KafkaRecord message) {
        if (position.isSnapshotting() && !change.isOfSnapshot()) {
            endSnapshot();
        }
        if (segment != null && context.limits().end(segment, change)) {
            cut();
        }
        if (segment == null) {
            open(change.shape(), message.offset());
        }
        if (failure == null) {
            add(change, message);
        }
    }

    /** What no segment can take is this table's trouble, and nobody else's. */
    private void add(Change change, KafkaRecord message) {
        try {
            segment.add(change);
            position.applies(change);
            position.reached(change, message);
        } catch (RuntimeException e) {
            fail(Troubles.NOT_TAKEN.formatted(message.offset(), e));
        }
    }

    /** Rows of a snapshot are appended; the changes that follow it are merged: better each in its own commit. */
    private void endSnapshot() {
        if (segment != null && !segment.isEmptyTarget()) {
            cut();
        }
        position.endSnapshot();
    }

    private void open(RowShape source, long offset) {
        try {
            open(source, mode.shape(source), offset);
        } catch (UnfitTableException e) {
            fail(e.getMessage());
        }
    }

    private void open(RowShape source, RowShape shape, long offset) {
        boolean absent = columns == null;
        StructType now = absent ? new StructType() : columns;
        Evolution evolution = clearNext ? Evolution.planEmptied(now, shape) : Evolution.plan(now, shape);
        if (evolution instanceof Evolution.Impossible impossible) {
            fail(mode.wayOut(impossible));
            return;
        }
        if (!absent && !clearNext) {
            evolution.note().ifPresent(position::lacks);
        }
        if (absent
                && (rejected
                        || position.lacksEarlierRows(
                                source, offset, context.events().allRows()))) {
            position.lacks(Troubles.NOT_FILLED);
        }
        columns = evolution.applied(now);
        segment = mode.open(new Segment.Start(
                next(), mode.stored(shape, columns), source, position.began(), evolution, clearNext, absent));
        continuesSnapshot = position.isSnapshotting();
        clearNext = false;
        truncated = null;
    }

    private void fail(String reason) {
        failure = reason;
        failedAt = position.state();
    }

    private SegmentId next() {
        return new SegmentId(first.table(), first.topic(), first.partition(), segments++);
    }

    private void cut() {
        if (segment != null) {
            position.lacks(segment.lacking());
            out.segment(segment.close(position.state(), continuesSnapshot && segment.snapshotOnly()));
            segment = null;
        }
    }

    /** @param nextOffset the first offset of the topic that was not read: the batch has no more of this table */
    PartitionReport.Outcome finish(long nextOffset) {
        if (failure == null) {
            position.passed(nextOffset);
        }
        finishSegments();
        return failure == null
                ? new PartitionReport.Read(position.state())
                : new PartitionReport.Failed(failedAt, failure);
    }

    private void finishSegments() {
        cut();
        clearIfTruncated();
        // Of a snapshot that began with such a record, the next batch would not know that the table was to be emptied.
        if (rejected && columns != null && (segments == 0 || clearNext)) {
            addEmpty(RowShapes.of(columns), new Evolution.None(), clearNext);
        }
    }

    private void clearIfTruncated() {
        if (clearNext && truncated != null) {
            Evolution evolution = Evolution.planEmptied(columns, truncated);
            addEmpty(truncated, evolution, true);
            columns = evolution.applied(columns);
            clearNext = false;
            truncated = null;
        }
    }

    private void addEmpty(RowShape shape, Evolution evolution, boolean clear) {
        Segment.Start start = new Segment.Start(next(), shape, shape, position.began(), evolution, clear, clear);
        out.segment(mode.open(start).close(failedAt == null ? position.state() : failedAt, true));
    }
}
