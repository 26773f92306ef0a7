package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.Operation;
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
        if (failure == null && position.contradicts(change, message)) {
            fail(TablePosition.OTHER_LOG.formatted(change.position().log()));
        }
        if (failure == null && position.isRepeated(change, message)) {
            repeated++;
            return;
        }
        if (failure == null && position.isFilledWith(change)) {
            position.reached(change, message);
            repeated++;
            return;
        }
        if (position.startsSnapshot(change.position()) && first.partition() == 0) {
            startSnapshot(change);
        }
        if (failure != null) {
            return;
        }
        passCuts(change);
        notice(change, message);
        if (failure == null) {
            take(change, message);
        }
    }

    private void take(Change change, KafkaRecord message) {
        Untold untold = mode.untold(change);
        if (change.operation() == Operation.TRUNCATE && !mode.tellsEachChange()) {
            truncate(change, message);
        } else if (untold != null) {
            reject(message, untold);
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
        String masks = OtherMasks.problem(relation, table.state());
        if (masks != null) {
            fail(masks);
            return;
        }
        if (!change.position().isSnapshot() && position.isOther(relation)) {
            cut();
            position.endSnapshot();
            position.replacedBy(relation);
            position.cleared();
            replaced(change, message);
        }
        position.reached(relation);
    }

    private void replaced(Change change, KafkaRecord message) {
        if (mode.keepsRows()) {
            end(change);
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

    private void startSnapshot(Change first) {
        cut();
        position.startSnapshot(first.position());
        failure = null;
        failedAt = null;
        clearNext = columns != null && !mode.keepsRows() && !mode.tellsEachChange();
        if (mode.keepsRows()) {
            end(first);
        }
    }

    private void truncate(Change change, KafkaRecord message) {
        cut();
        position.endSnapshot();
        position.cleared();
        position.reached(change, message);
        if (mode.keepsRows()) {
            end(change);
        } else {
            truncated = change.shape();
            clearNext = columns != null;
        }
    }

    /** All rows that are there have gone in the source. */
    private void end(Change change) {
        var end = SegmentReport.End.of(position.epoch(), change.position());
        if (columns != null) {
            out.segment(ClosedSegment.ofEnd(next(), columns, end, position.state()));
        }
    }

    private void reject(KafkaRecord message, Untold why) {
        if (columns != null) {
            position.lacks(why.lacking() + Troubles.WAY_OUT);
        }
        out.deadLetter(message, table.table(), why.letter());
        position.passed(message.offset() + 1);
        rejected = true;
    }

    private void apply(Change change, KafkaRecord message) {
        if (position.isSnapshotting() && !change.isOfSnapshot()) {
            endSnapshot();
        }
        if (segment != null && isCutBy(change)) {
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

    private boolean isCutBy(Change change) {
        return !segment.start().source().sameAs(change.shape())
                || segment.bytes() > context.limits().bytes(change);
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
        if (failure != null) {
            finishSegments();
            return new PartitionReport.Failed(failedAt, failure);
        }
        position.passed(nextOffset);
        finishSegments();
        return new PartitionReport.Read(position.state());
    }

    private void finishSegments() {
        cut();
        clearIfTruncated();
        if (rejected && columns != null && segments == 0) {
            addEmpty(RowShapes.of(columns), new Evolution.None(), false);
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
