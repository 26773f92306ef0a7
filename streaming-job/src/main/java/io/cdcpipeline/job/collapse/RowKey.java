package io.cdcpipeline.job.collapse;

import java.util.Arrays;

/** A key's unsafe row: equal bytes are equal keys. */
record RowKey(byte[] bytes) {

    /** Whether a column of the key is NULL: an unsafe row begins with a bit for each of its fields. */
    boolean hasNull(int columns) {
        for (int i = 0; i < (columns + 63) / 64 * 8; i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
