package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.schema.RowShape;

/**
 * What happened to one row, or to a whole table.
 *
 * @param key the key's columns as an unsafe row; empty for a truncate, null for a table that has no key
 * @param row the columns afterwards (of a delete: the key's only) in the layout of {@link RowShape#operations()},
 *     whose operation is not set yet; null for a truncate
 * @param partial whether some columns keep the value that the table has
 * @param formerKey the key that this row had before, when this change gave it another; else null
 * @param keyMoves whether this delete is the first half of a change of key
 */
public record Change(
        TableId table,
        Operation operation,
        RowShape shape,
        byte[] key,
        byte[] row,
        boolean partial,
        byte[] formerKey,
        boolean keyMoves,
        SourcePosition position) {}
