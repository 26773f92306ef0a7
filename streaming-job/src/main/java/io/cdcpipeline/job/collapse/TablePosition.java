package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.KafkaRecord;
import io.cdcpipeline.job.decode.LogPosition;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.decode.SnapshotMarker;
import io.cdcpipeline.job.decode.SourcePosition;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.state.AppliedPosition;
import io.cdcpipeline.job.state.FilledAt;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.state.VisibleTransactions;
import java.util.List;

/** How far a table has come in its topic, change by change; knows what has come before. Not thread-safe. */
final class TablePosition {

    static final String OTHER_LOG = "its changes come from another server, or from a copy restored from a backup:"
            + " they stand before the last one applied (%s) and were committed after it" + Repair.WAY_OUT;

    private static final String OTHER =
            "another table of the source has its name since, and may have had rows before" + Repair.WAY_OUT;

    private static final String KEYED =
            "it has got a key, and changes from before that may have come as changes by that key" + Repair.WAY_OUT;

    private static final String NULL_KEY =
            "rows with NULL in their key %s came: the source may have several of them, the lake has one for each key:"
                    + " add a primary key, or set the key's columns NOT NULL" + Repair.WAY_OUT;

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

    /**
     * Whether the table has that change already. A batch is replayed after a crash, or from an older checkpoint: then
     * Kafka's offsets tell. Or the connector delivers again what it had delivered before a crash of its own: then the
     * source's positions go back. With a key, several changes of one log record are applied again: what they do to a row, they
     * do twice alike. Without one they would double it, as in a changelog, and each change's own place in its transaction tells;
     * but a change of a key is told in two halves, of one place.
     */
    boolean isRepeated(Change change, KafkaRecord record) {
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
    boolean contradicts(Change change, KafkaRecord record) {
        return record.offset() >= position.next()
                && isOfTheLog(change)
                && change.position().log().isRecordBefore(position.log())
                && change.position().timeMicros() > position.timeMicros();
    }

    /**
     * Whether the table has that change by the view of the source that it was filled from. A snapshot of the connector's that
     * is older has nothing else.
     */
    boolean isFilledWith(Change change) {
        SourcePosition at = change.position();
        if (filled == null) {
            return false;
        }
        if (!isOfTheLog(change)) {
            return at.log().minor() < filled.from();
        }
        return at.log().major() < filled.until()
                && (at.transaction() == 0 ? at.log().major() < filled.from() : seen.contains(at.transaction()));
    }

    /** Rows that a snapshot reads, an incremental one too, have no place of their own in the log. */
    private static boolean isOfTheLog(Change change) {
        return change.operation() != Operation.READ && !change.position().isSnapshot();
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
        return gone || now != null && relation != 0 && now.oid() != relation;
    }

    /** What was lacking was the other's. */
    void replacedBy(SourceRelation now) {
        incomplete = now != null && now.whole() ? null : OTHER;
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
            lacks(KEYED);
        }
        keyless |= change.isKeyless();
        List<String> key = change.shape().key();
        if (change.shape().nullableKey() && new RowKey(change.key()).hasNull(key.size())) {
            lacks(NULL_KEY.formatted(key));
        }
    }

    void reached(Change change, KafkaRecord record) {
        boolean ofTheLog = isOfTheLog(change);
        moving = ofTheLog ? mode.countsChanges() && change.move() != null : moving;
        position = (ofTheLog ? position.at(change.position()) : position).passed(record.offset() + 1);
        if (filled != null && ofTheLog && change.position().log().major() >= filled.until()) {
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
