package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.TextRow;
import io.cdcpipeline.job.schema.UnreadableValue;

/**
 * Makes a change out of what an event of texts has.
 *
 * @param rows put the event's rows into those of the table
 */
record TextChanges(TextTable table, Rows rows) {

    /** An event's rows. */
    interface Rows {

        boolean hasBefore();

        boolean hasAfter();

        /** Whether no value of the row before was left out for its size. */
        default boolean isBeforeWhole() {
            return true;
        }

        void fillBefore(TextRow row);

        void fillAfter(TextRow row);

        /** The key's columns of the row before. */
        void fillKeyBefore(TextRow row);

        /** The key's columns of the row under its next key; false when the event is not the first half of such a change. */
        boolean fillNextKey(TextRow row) throws UnreadableRecord;
    }

    Change change(TableId id, Operation operation, SourcePosition position) throws UnreadableRecord {
        try {
            return switch (operation) {
                case TRUNCATE -> change(id, operation, position, new Parts(new byte[0], null, false, null));
                case DELETE -> change(id, operation, position, delete());
                case READ, CREATE, UPDATE -> change(id, operation, position, row());
            };
        } catch (UnreadableValue e) {
            throw new UnreadableRecord(id, e.getMessage());
        }
    }

    private record Parts(byte[] key, byte[] row, boolean partial, Change.Move move) {}

    private Change change(TableId id, Operation operation, SourcePosition position, Parts parts) {
        return new Change(
                id,
                operation,
                table.shape(),
                parts.key(),
                parts.row(),
                before(),
                parts.partial(),
                parts.move(),
                position);
    }

    private boolean isKeyless() {
        return table.shape().key().isEmpty();
    }

    private Parts row() throws UnreadableValue {
        if (!rows.hasAfter()) {
            throw new UnreadableValue("an insert or update without a row");
        }
        TextRow after = table.after();
        after.start();
        rows.fillAfter(after);
        return new Parts(isKeyless() ? null : after.key(), after.bytes(), after.anyKept(), null);
    }

    /** Of a row that is gone only the key counts. */
    private Parts delete() throws UnreadableValue, UnreadableRecord {
        if (isKeyless()) {
            return new Parts(null, null, false, null);
        }
        if (!rows.hasBefore()) {
            throw new UnreadableValue("a delete without the key of its row: the table's REPLICA IDENTITY is NOTHING");
        }
        TextRow row = table.after();
        row.start();
        rows.fillKeyBefore(row);
        byte[] key = row.key();
        byte[] gone = row.bytes();
        row.start();
        boolean moves = rows.fillNextKey(row);
        row.keepOthers();
        return new Parts(key, gone, false, moves ? new Change.Move(row.key(), row.bytes()) : null);
    }

    /** Null when the source does not send all of it. */
    private byte[] before() {
        if (!table.whole() || !rows.hasBefore() || !rows.isBeforeWhole()) {
            return null;
        }
        TextRow before = table.before();
        before.start();
        rows.fillBefore(before);
        try {
            return before.anyKept() ? null : before.bytes();
        } catch (UnreadableValue e) {
            return null; // the row afterwards is what counts
        }
    }
}
