package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.engine.RowOperation;
import io.cdcpipeline.job.state.TableState;

/**
 * Of a mirror that keeps what the source has deleted. Until it is closed such a row counts as removed, but has all that is known
 * of it: what comes to its key then comes to a free one.
 */
final class SoftSegment extends MirrorSegment {

    private final SoftRows lifted;

    SoftSegment(Start start) {
        super(start);
        this.lifted = new SoftRows(start.source(), start.shape());
    }

    @Override
    public void add(Change change) {
        super.add(lifted.lifted(change));
    }

    @Override
    KeyEntry removed(Change change, KeyEntry before, boolean inserted) {
        boolean completed = before != null && rows().keepsAny(change.row());
        byte[] row = completed ? rows().merge(before.row(), change.row()) : change.row();
        return new KeyEntry(rows().as(row, RowOperation.REMOVE), completed ? before.origin() : null, inserted, null);
    }

    /** Where nothing but the key is known of a deleted row that is not there, none comes. */
    @Override
    RowOperation last(KeyEntry entry) {
        RowOperation operation = super.last(entry);
        if (operation != RowOperation.REMOVE) {
            return operation;
        }
        if (!rows().keepsAny(entry.row())) {
            return RowOperation.PUT;
        }
        return entry.origin() == null ? RowOperation.REVISE : RowOperation.PATCH;
    }

    /** A row of a snapshot may be here, deleted. */
    @Override
    public ClosedSegment close(TableState after, boolean append) {
        return super.close(after, false);
    }
}
