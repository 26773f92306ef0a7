package io.cdcpipeline.job.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.cdcpipeline.contract.TableMode;

/**
 * What a table holds, kept in its Delta log with each commit (as the commit's user metadata), so that it is true exactly
 * when the commit is. It is the one truth about how far a table is; the query's checkpoint is only a hint.
 *
 * @param sequence counts the commits of this product to the table
 * @param epoch grows when positions in the source's log start anew, with a new snapshot or a fill
 * @param snapshot the {@code snapshotId} of the last snapshot, empty when there was none
 * @param snapshotting whether nothing but rows of that snapshot has come since it began
 * @param incomplete what the table is known to lack until it is filled anew; null for nothing
 * @param relation {@code oid} of the source's table whose rows these are; 0 when that is not known
 * @param changes how many changes have been applied since the table was made
 * @param position how far the table has come
 * @param filled the view of the source that the table was filled from, until all changes that it has have passed; else null
 * @param repairs how often the table was filled by itself; null for never
 * @param stream the connector's stream that the table's changes are of, by its first position in the source's log; 0 when that
 *     is not known
 * @param gone whether the source's table was dropped after all changes that are here
 * @param keyless whether rows of it came while the table had no key, so that some may be equal
 * @param mode what the table is, as all of its rows were written
 * @param masks by which rules its columns were masked on their way; null where none was
 * @param moving whether the last change was the first half of one of a key, of a table that has each change once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableState(
        long sequence,
        long epoch,
        String snapshot,
        boolean snapshotting,
        String incomplete,
        long relation,
        long changes,
        AppliedPosition position,
        FilledAt filled,
        Repairs repairs,
        long stream,
        boolean gone,
        boolean keyless,
        TableMode mode,
        String masks,
        boolean moving)
        implements java.io.Serializable {

    /** Of a table that has seen nothing. */
    public static final TableState FRESH = fresh(TableMode.MIRROR, null);

    /** A log from before there was anything else says nothing of it. */
    public TableState {
        mode = mode == null ? TableMode.MIRROR : mode;
    }

    /** Of a table that is to be that, and has seen nothing. */
    public static TableState fresh(TableMode mode, String masks) {
        return new TableState(
                0, 0, "", false, null, 0, 0, AppliedPosition.NONE, null, null, 0, false, false, mode, masks, false);
    }

    /** Whether no commit of it is there: it is not known to be anything then. */
    @JsonIgnore
    public boolean isFresh() {
        return sequence == 0 && epoch == 0;
    }

    /**
     * The state after a commit of what executors made, which know nothing of earlier commits' numbers.
     *
     * @param events changes in that commit
     */
    public TableState followedBy(TableState next, long events) {
        boolean replaced = next.relation != 0 && relation != 0 && next.relation != relation;
        boolean anew = next.epoch > epoch || replaced;
        return new TableState(
                sequence + 1,
                Math.max(epoch, next.epoch),
                next.snapshot,
                next.snapshotting,
                next.incomplete != null || anew ? next.incomplete : incomplete,
                next.relation != 0 || next.epoch > epoch ? next.relation : relation,
                changes + events,
                next.position,
                next.filled,
                next.repairs == null ? repairs : next.repairs,
                next.stream == 0 ? stream : next.stream,
                next.gone,
                next.keyless,
                next.mode,
                next.masks,
                next.moving);
    }

    /**
     * Known to lack something from now on; what was known before stays the reason.
     *
     * @param what null for nothing new
     */
    public TableState lacking(String what) {
        return incomplete != null ? this : with(what, position);
    }

    /**
     * The state of rows that were brought back from an earlier version: changes since then come once more.
     *
     * @param newest the state of the last commit; numbers of commits go on from there
     */
    public TableState restoredAfter(TableState newest) {
        AppliedPosition last = newest.position;
        AppliedPosition at = position.topic() == null ? position.in(last.topic(), last.topicId()) : position;
        return new TableState(
                Math.max(sequence, newest.sequence),
                epoch,
                snapshot,
                snapshotting,
                incomplete,
                relation,
                changes,
                at,
                filled,
                newest.repairs,
                stream,
                newest.gone,
                keyless,
                mode,
                masks,
                moving);
    }

    public TableState at(AppliedPosition other) {
        return with(incomplete, other);
    }

    /**
     * With all rows that the source had at one view, and nothing lacking. Positions in its log start anew, since the log may be
     * another server's.
     *
     * @param table the source's, and whether it has a key
     * @param done null when somebody has asked for it
     */
    public TableState filled(FilledAt view, Filled table, Repairs done) {
        return new TableState(
                0,
                epoch + 1,
                snapshot,
                false,
                null,
                table.oid(),
                0,
                position.ofNewEpoch(),
                view,
                done == null ? repairs : done,
                stream,
                false,
                table.keyless(),
                table.mode(),
                table.masks(),
                false);
    }

    /**
     * What was read by a fill.
     *
     * @param oid of the source's table
     * @param keyless whether it has no key
     * @param mode what the table in the lake is from then on
     * @param masks by which rules its columns are masked; null where none is
     */
    public record Filled(long oid, boolean keyless, TableMode mode, String masks) {}

    /** Its topic is gone: another one of that name is read from its beginning. */
    public TableState withoutTopic() {
        return at(position.atBeginningOf(null));
    }

    private TableState with(String note, AppliedPosition other) {
        return with(note, other, new Origin(relation, stream, gone));
    }

    /** What is known of the source's table that the rows are of. */
    private record Origin(long relation, long stream, boolean gone) {}

    private TableState with(String note, AppliedPosition other, Origin origin) {
        return new TableState(
                sequence,
                epoch,
                snapshot,
                snapshotting,
                note,
                origin.relation(),
                changes,
                other,
                filled,
                repairs,
                origin.stream(),
                origin.gone(),
                keyless,
                mode,
                masks,
                moving);
    }

    /** With changes of another stream of the connector's from now on, and nothing missing before it. */
    TableState of(long other) {
        return with(incomplete, position, new Origin(relation, other, gone));
    }

    /**
     * With changes of another stream from now on, before which some are missing. Which table of the source they are of is not known
     * any more: one that was made again meanwhile lacks its first rows, although its later ones look as if none came before.
     */
    TableState after(long other, String missing) {
        return with(lacking(missing).incomplete, position, new Origin(0, other, gone));
    }

    /** Nothing comes any more: the source's table was dropped. */
    public TableState dropped() {
        return with(incomplete, position, new Origin(relation, stream, true));
    }
}
