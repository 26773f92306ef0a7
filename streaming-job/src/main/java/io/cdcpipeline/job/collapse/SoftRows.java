package io.cdcpipeline.job.collapse;

import io.cdcpipeline.job.decode.Change;
import io.cdcpipeline.job.decode.Operation;
import io.cdcpipeline.job.schema.RowShape;

/** Changes of a table of which deleted rows stay, as rows of the lake's table. Not thread-safe. */
final class SoftRows {

    private final RowShape source;
    private final RowShape lake;
    private final LiftedRows rows;

    SoftRows(RowShape source, RowShape lake) {
        this.source = source;
        this.lake = lake;
        this.rows = new LiftedRows(source, lake, source.columns().size());
    }

    /** Of a row that is deleted all that the source tells of it counts; what it does not tell the table keeps. */
    Change lifted(Change change) {
        boolean deleted = change.operation() == Operation.DELETE;
        Change.Move move = change.move() == null
                ? null
                : new Change.Move(change.move().key(), live(change.move().row()));
        return new Change(
                change.table(),
                change.operation(),
                lake,
                change.key(),
                deleted ? deleted(change) : live(change.row()),
                live(change.before()),
                deleted ? change.before() == null : change.partial(),
                move,
                change.position());
    }

    byte[] live(byte[] row) {
        return rows.row(row, SoftShape.live());
    }

    private byte[] deleted(Change change) {
        LiftedRows.Own marks = SoftShape.deleted(change.position().timeMicros());
        return change.before() == null
                ? rows.rowThatKeepsOthers(change.row(), source.key(), marks)
                : rows.row(change.before(), marks);
    }
}
