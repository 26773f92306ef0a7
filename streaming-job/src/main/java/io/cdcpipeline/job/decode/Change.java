package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.schema.RowShape;

/**
 * What happened to one row, or to a whole table.
 *
 * @param key the key's columns as an unsafe row; empty for a truncate, null for a table that has no key
 * @param row the columns afterwards (of a delete: the key's only) in the layout of {@link RowShape#operations()},
 *     whose operation is not set yet; null for a truncate, and for a delete without a key
 * @param before the columns before, in the same layout, and with equal bytes for equal rows; null when the source does not send
 *     them all
 * @param partial whether some columns keep the value that the table has
 * @param move where the row goes on, when this delete is the first half of a change of its key; else null
 */
public record Change(
        TableId table,
        Operation operation,
        RowShape shape,
        byte[] key,
        byte[] row,
        byte[] before,
        boolean partial,
        Move move,
        SourcePosition position) {

    /** Whether nothing but all of its columns tells the row from others: there may be several that are equal. */
    public boolean isKeyless() {
        return shape.key().isEmpty();
    }

    /** Whether it is a row that a snapshot of the connector's has read. */
    public boolean isOfSnapshot() {
        return operation == Operation.READ && position.isSnapshot();
    }

    /**
     * A row's next key. The create that follows has its other columns too, but for large ones that did not change.
     *
     * @param key as an unsafe row
     * @param row in the layout of operations, all columns but the key's marked as kept
     */
    public record Move(byte[] key, byte[] row) {}
}
