package io.cdcpipeline.job.engine;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows of (file, row in it, both hashes of the key) as blocks of bytes, 20 a row: what comes to the driver has no object for each.
 * Each block has rows of one file.
 */
final class PackedKeys implements Iterator<byte[]> {

    private static final int HEAD = Long.BYTES;
    private static final int ENTRY = Integer.BYTES + 2 * Long.BYTES;
    private static final int MOST = 1 << 15;

    private final Iterator<InternalRow> rows;
    private final ByteBuffer block = ByteBuffer.allocate(HEAD + MOST * ENTRY);
    /** Was read already, and belongs to the next block; Spark may use it again for the one after it. */
    private InternalRow pending;

    PackedKeys(Iterator<InternalRow> rows) {
        this.rows = rows;
    }

    /** Is told of each row. */
    @FunctionalInterface
    interface Taker {
        /** @return whether to go on */
        boolean take(long file, int row, long high, long low);
    }

    @Override
    public boolean hasNext() {
        return pending != null || rows.hasNext();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = pending != null ? pending : rows.next();
        pending = null;
        long file = row.getLong(0);
        block.clear().putLong(file);
        while (row.getLong(0) == file) {
            block.putInt(Math.toIntExact(row.getLong(1)))
                    .putLong(row.getLong(2))
                    .putLong(row.getLong(3));
            if (!block.hasRemaining() || !rows.hasNext()) {
                return packed();
            }
            row = rows.next();
        }
        pending = row;
        return packed();
    }

    private byte[] packed() {
        byte[] packed = new byte[block.position()];
        block.flip().get(packed);
        return packed;
    }

    /** @return whether all were wanted */
    static boolean read(byte[] block, Taker taker) {
        ByteBuffer in = ByteBuffer.wrap(block);
        long file = in.getLong();
        while (in.hasRemaining()) {
            if (!taker.take(file, in.getInt(), in.getLong(), in.getLong())) {
                return false;
            }
        }
        return true;
    }
}
