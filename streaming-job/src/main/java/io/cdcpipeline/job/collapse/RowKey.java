package io.cdcpipeline.job.collapse;

import java.util.Arrays;

/** A key's unsafe row: equal bytes are equal keys. */
record RowKey(byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
