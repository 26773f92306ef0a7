package io.cdcpipeline.job.collapse;

import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of one segment.
 *
 * @param rows each an unsafe row's bytes, in the layout of operations
 * @param origins for rows that come from another key and keep columns of the row there: that key's unsafe row, one for
 *     each row; null for rows that do not
 */
public record Block(SegmentId segment, byte[][] rows, byte[][] origins) implements CollapseItem {

    private static final int ROWS = 4096;

    /** All rows, those that come from another key in blocks of their own. */
    static List<Block> of(SegmentId segment, List<byte[]> plain, List<byte[]> moved, List<byte[]> origins) {
        List<Block> blocks = of(segment, plain, null);
        blocks.addAll(of(segment, moved, origins));
        return blocks;
    }

    /** All rows, some a block. @param origins null for rows that have none */
    static List<Block> of(SegmentId segment, List<byte[]> rows, List<byte[]> origins) {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS) {
            int to = Math.min(from + ROWS, rows.size());
            byte[][] some = rows.subList(from, to).toArray(byte[][]::new);
            byte[][] theirs = origins == null ? null : origins.subList(from, to).toArray(byte[][]::new);
            blocks.add(new Block(segment, some, theirs));
        }
        return blocks;
    }

    long bytes() {
        long bytes = 0;
        for (byte[] row : rows) {
            bytes += row.length;
        }
        return bytes;
    }
}
