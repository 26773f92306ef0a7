package io.cdcpipeline.job.collapse;

/**
 * Some rows of one segment.
 *
 * @param rows each an unsafe row's bytes, in the layout of operations
 * @param origins for rows that come from another key and keep columns of the row there: that key's unsafe row, one for
 *     each row; null for rows that do not
 */
public record Block(SegmentId segment, byte[][] rows, byte[][] origins) implements CollapseItem {

    long bytes() {
        long bytes = 0;
        for (byte[] row : rows) {
            bytes += row.length;
        }
        return bytes;
    }
}
