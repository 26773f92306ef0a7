package io.cdcpipeline.connect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Avro's binary encoding of the few things that an event has, into an array that is used again for the next one. Nine
 * lines of it are not worth a library on every worker; a test reads what is written with Avro's own. Not thread-safe.
 *
 * <p>Format: Apache Avro's specification, "Binary Encoding".
 */
final class AvroWriter {

    private byte[] bytes = new byte[1024];
    private int length;

    void reset() {
        length = 0;
    }

    void raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** An int or long, the index of a union's branch or of an enum's symbol: zigzag, seven bits a byte, the lowest first. */
    void number(long value) {
        reserve(10);
        long left = value << 1 ^ value >> 63;
        while ((left & ~0x7f) != 0) {
            bytes[length++] = (byte) (left & 0x7f | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    /** A string: how many bytes of UTF-8, then these. */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8);
    }

    /** A copy of what was written. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
