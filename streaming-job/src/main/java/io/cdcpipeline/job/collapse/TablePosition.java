package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.SnapshotMarker;
import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.decode.UnreadableRecord;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.AppliedPosition;
import io.cdcpipeline.job.state.FilledAt;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.state.VisibleTransactions;
import java.util.List;

/** How far a table has come in its topic, change by change; knows what has come before. Not thread-safe. */
final class TablePosition {

    private long epoch;
    private String snapshot;
    private boolean snapshotting;
    private String incomplete;
    private long relation;
    private AppliedPosition position;
    private FilledAt filled;
    private VisibleTransactions seen;
    private final long stream;
    private boolean gone;
    private boolean keyless;
    private final ModeRules mode;
    private final String masks;
    private boolean moving;

    TablePosition(TableState state, String topic) {
        this.epoch = state.epoch();
        this.snapshot = state.snapshot();
        this.snapshotting = state.snapshotting();
        this.incomplete = state.incomplete();
        this.relation = state.relation();
        this.filled = state.filled();
        this.stream = state.stream();
        this.gone = state.gone();
        this.keyless = state.keyless();
        this.mode = ModeRules.of(state.mode());
        this.masks = state.masks();
        this.moving = state.moving();
        this.seen = filled == null ? null : VisibleTransactions.parse(filled.snapshot());
        AppliedPosition at = state.position();
        this.position = at.topic() == null ? at.in(topic, null) : at;
    }

    /** What a record is to the table. */
    enum Met {
        NEW,
        /** The table has it, or it was told before. */
        KNOWN,
        OF_ANOTHER_LOG
    }

    Met meets(Change change, KafkaRecord record) {
        if (contradicts(change.operation(), change.position(), record)) {
            return Met.OF_ANOTHER_LOG;
        }
        if (isRepeated(change, record)) {
            return Met.KNOWN;
        }
        if (!isFilledWith(change.operation(), change.position())) {
            return Met.NEW;
        }
        reached(change, record);
        return Met.KNOWN;
    }

    /** Of a change that cannot be applied, which is told once. @param at null when only Kafka tells where it stands */
    Met meets(UnreadableRecord.Place at, KafkaRecord record) {
        boolean placed = at != null;
        if (placed && contradicts(at.operation(), at.position(), record)) {
            return Met.OF_ANOTHER_LOG;
        }
        boolean known = record.offset() < position.next()
                || placed && (isTold(at, record) || isFilledWith(at.operation(), at.position()));
        if (known) {
            passed(record.offset() + 1);
        }
        return known ? Met.KNOWN : Met.NEW;
    }

    private boolean isTold(UnreadableRecord.Place at, KafkaRecord record) {
        LogPosition log = at.position().log();
        return isOfTheLog(at.operation(), at.position())
                && log.isUpTo(position.log())
                && !(record.isOfMovedKey() && log.equals(position.log()));
    }

    /**
     * Whether the table has that change already. A batch is replayed after a crash, or from an older checkpoint: then
     * Kafka's offsets tell. Or the connector delivers again what it had delivered before a crash of its own: then the
     * source's positions go back. With a key, several changes of one log record are applied again: what they do to a row, they
     * do twice alike. Without one they would double it, as in a changelog, and each change's own place in its transaction tells;
     * but a change of a key is told in two halves, of one place.
     */
    private boolean isRepeated(Change change, KafkaRecord record) {
        return record.offset() < position.next() || isOfTheLog(change) && isApplied(change);
    }

    private boolean isApplied(Change change) {
        LogPosition at = change.position().log();
        return change.isKeyless() || mode.countsChanges()
                ? at.isUpTo(position.log()) && !isSecondHalf(change)
                : at.isRecordBefore(position.log());
    }

    private boolean isSecondHalf(Change change) {
        return moving
                && change.operation() == Operation.CREATE
                && change.position().log().equals(position.log());
    }

    /**
     * Whether the change cannot be one that was delivered before, although its place says so: it was committed later
     * than all that was. The log is another server's then, or that of a copy restored from a backup.
     */
    private boolean contradicts(Operation operation, SourcePosition at, KafkaRecord record) {
        return record.offset() >= position.next()
                && isOfTheLog(operation, at)
                && at.log().isRecordBefore(position.log())
                && at.timeMicros() > position.timeMicros();
    }

    /**
     * Whether the table has that change by the view of the source that it was filled from. A snapshot of the connector's that
     * is older has nothing else.
     */
    private boolean isFilledWith(Operation operation, SourcePosition at) {
        return filled != null
                && (isOfTheLog(operation, at)
                        ? filled.has(at.log().major(), at.transaction(), seen)
                        : at.log().minor() < filled.from());
    }

    /** Rows that a snapshot reads, an incremental one too, have no place of their own in the log. */
    private static boolean isOfTheLog(Change change) {
        return isOfTheLog(change.operation(), change.position());
    }

    private static boolean isOfTheLog(Operation operation, SourcePosition at) {
        return operation != Operation.READ && !at.isSnapshot();
    }

    /**
     * A snapshot is told by its place and its transaction. On a standby no transaction has an id, so that two snapshots of
     * an idle server look alike: there the table's first row tells, when another row of a snapshot came before it.
     */
    boolean startsSnapshot(SourcePosition at) {
        if (!at.isSnapshot()) {
            return false;
        }
        return !at.snapshotId().equals(snapshot) || at.transaction() == 0 && at.snapshot() == SnapshotMarker.FIRST;
    }

    void startSnapshot(SourcePosition at) {
        epoch++;
        snapshot = at.snapshotId();
        snapshotting = true;
        incomplete = null;
        position = position.ofNewEpoch();
        filled = null;
        keyless = false;
        moving = false;
    }

    boolean isSnapshotting() {
        return snapshotting;
    }

    /**
     * Of a table that begins: one that a snapshot of the connector's brings has them, unless it has no key.
     *
     * @param allRows whether rows that no change tells of are wanted as a rule
     */
    boolean lacksEarlierRows(RowShape source, long offset, boolean allRows) {
        return mode.wantsEarlierRows(source, allRows) && !snapshotting && (offset > 0 || !source.isWholeInLog());
    }

    void endSnapshot() {
        snapshotting = false;
    }

    /** Whether rows of another table of the source came until now, whose name the table has taken: always, once that is gone. */
    boolean isOther(SourceRelation now) {
        return gone || now != null && (relation == 0 ? isMadeSince(now) : now.oid() != relation);
    }

    /** What MariaDB knows a table by, the transaction that made it, no fill can tell; but that one came later. */
    private boolean isMadeSince(SourceRelation now) {
        return filled != null && filled.isBeforeNumber(now.oid());
    }

    /** What was lacking was the other's; but what could not be read may have been the first of this one. */
    void replacedBy(SourceRelation now) {
        boolean whole = now != null && now.whole();
        String unread = Untold.UNREADABLE.equals(incomplete) ? incomplete : null;
        incomplete = whole ? unread : Troubles.OTHER_TABLE;
        snapshotting = false;
        keyless = false;
        gone = false;
    }

    /** Rows of that table come; null changes nothing. */
    void reached(SourceRelation now) {
        relation = now == null ? relation : now.oid();
    }

    /** @param what null for nothing */
    void lacks(String what) {
        incomplete = incomplete == null ? what : incomplete;
    }

    /** The table is emptied: whatever rows were equal are gone. */
    void cleared() {
        keyless = false;
    }

    /**
     * A change of a row is applied. The connector looks up, when it reads the log, which key a table has that sends whole rows
     * before changes: a change from before there was one may come as one by key, and takes several rows for the same.
     */
    void applies(Change change) {
        if (mode.tellsEachChange()) {
            return;
        }
        if (keyless && !change.isKeyless() && change.before() != null) {
            lacks(Troubles.KEYED);
        }
        keyless |= change.isKeyless();
        List<String> key = change.shape().key();
        if (change.shape().nullableKey() && new RowKey(change.key()).hasNull(key.size())) {
            lacks(Troubles.NULL_KEY.formatted(key));
        }
    }

    void reached(Change change, KafkaRecord record) {
        if (isOfTheLog(change)) {
            moving = mode.countsChanges() && change.move() != null;
        }
        reached(change.operation(), change.position(), record);
    }

    /** A change has come that is not applied. @param at null when only Kafka tells where it stands */
    void rejects(UnreadableRecord.Place at, KafkaRecord record) {
        if (at == null) {
            passed(record.offset() + 1);
        } else {
            reached(at.operation(), at.position(), record);
        }
    }

    private void reached(Operation operation, SourcePosition at, KafkaRecord record) {
        boolean ofTheLog = isOfTheLog(operation, at);
        position = (ofTheLog ? position.at(at) : position).passed(record.offset() + 1);
        if (filled != null && ofTheLog && at.log().major() >= filled.until()) {
            filled = null;
        }
    }

    void passed(long nextOffset) {
        position = position.passed(nextOffset);
    }

    long epoch() {
        return Math.max(epoch, 1);
    }

    Segment.Began began() {
        return new Segment.Began(epoch(), moving ? position.log() : null);
    }

    TableState state() {
        return new TableState(
                0,
                epoch(),
                snapshot,
                snapshotting,
                incomplete,
                relation,
                0,
                position,
                filled,
                null,
                stream,
                false,
                keyless,
                mode.mode(),
                masks,
                moving);
    }
}
