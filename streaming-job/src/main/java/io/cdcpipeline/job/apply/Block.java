package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;

/**
 * Some rows of one segment, in the layout of operations.
 *
 * @param table null for dead letters
 * @param rows each an unsafe row's bytes
 */
record Block(TableId table, int segment, byte[][] rows) implements StageItem {

    long bytes() {
        long bytes = 0;
        for (byte[] row : rows) {
            bytes += row.length;
        }
        return bytes;
    }
}
