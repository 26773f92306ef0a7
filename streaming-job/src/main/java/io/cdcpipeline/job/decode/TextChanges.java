package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.TextRow;
import io.cdcpipeline.job.schema.UnreadableValue;

/**
 * Makes a change out of an event of texts.
 *
 * @param schema of the event
 */
record TextChanges(KafkaRecord message, TextSchema schema, TextTable table, EventRow rowBefore, EventRow rowAfter) {

    Change change(TableId id, Operation operation, SourcePosition position) throws UnreadableRecord {
        try {
            rowAfter.requireWhole(schema, table.shape().key());
            return switch (operation) {
                case TRUNCATE -> change(id, operation, position, new Parts(new byte[0], null, false, null));
                case DELETE -> change(id, operation, position, delete());
                case READ, CREATE, UPDATE -> change(id, operation, position, row());
            };
        } catch (UnreadableValue e) {
            throw new UnreadableRecord(id, e.getMessage()).at(place(operation, position));
        } catch (UnreadableRecord e) {
            throw e.at(place(operation, position));
        }
    }

    /** All of the event was read, but for a value. */
    private UnreadableRecord.Place place(Operation operation, SourcePosition position) {
        EventRow told = rowAfter.present() ? rowAfter : rowBefore;
        String row = told.show(schema.names(), table.shape().key());
        return new UnreadableRecord.Place(operation, position, row.isEmpty() ? null : row);
    }

    private record Parts(byte[] key, byte[] row, boolean partial, Change.Move move) {}

    private Change change(TableId id, Operation operation, SourcePosition position, Parts parts)
            throws UnreadableValue {
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
        if (!rowAfter.present()) {
            throw new UnreadableValue("an insert or update without a row");
        }
        TextRow after = table.after();
        after.start();
        rowAfter.fill(after, table.ordinals());
        return new Parts(isKeyless() ? null : after.key(), after.bytes(), after.anyKept(), null);
    }

    /** Of a row that is gone only the key counts. */
    private Parts delete() throws UnreadableValue, UnreadableRecord {
        if (isKeyless()) {
            return new Parts(null, null, false, null);
        }
        if (!rowBefore.present()) {
            throw new UnreadableValue("a delete without the key of its row: the table's REPLICA IDENTITY is NOTHING");
        }
        TextRow row = table.after();
        row.start();
        rowBefore.fillKey(row, table.ordinals());
        byte[] key = row.key();
        byte[] gone = row.bytes();
        row.start();
        boolean moves = new LaterKey(message, schema.fields()).fill(row, table.ordinals());
        row.keepOthers();
        return new Parts(key, gone, false, moves ? new Change.Move(row.key(), row.bytes()) : null);
    }

    /**
     * Null when the source does not send all of it.
     *
     * @throws UnreadableValue when the row cannot be read that is meant, and nothing else tells it
     */
    private byte[] before() throws UnreadableValue {
        if (!table.whole() || !rowBefore.present()) {
            return null;
        }
        try {
            rowBefore.requireWhole(schema, table.shape().key());
            TextRow before = table.before();
            before.start();
            rowBefore.fill(before, table.ordinals());
            return before.anyKept() ? null : before.bytes();
        } catch (UnreadableValue e) {
            if (isKeyless()) {
                throw e;
            }
            return null; // the row afterwards is what counts
        }
    }
}
