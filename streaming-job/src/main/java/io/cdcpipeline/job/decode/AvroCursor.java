package io.cdcpipeline.job.decode;

import java.io.IOException;

/**
 * Reads Avro's binary encoding where it lies: what a value's bytes are, it says by their place, so that none is copied but
 * into the row. Not thread-safe.
 */
final class AvroCursor {

    private byte[] bytes;
    private int at;

    void start(byte[] message, int from) {
        bytes = message;
        at = from;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    /** An int or long, the index of a union's branch or of an enum's symbol. */
    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= bytes.length) {
                break;
            }
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IOException("the event ends within a number");
    }

    /** The length of a string that begins behind it; the cursor goes past it. */
    int text() throws IOException {
        long length = number();
        if (length < 0 || length > bytes.length - at) {
            throw new IOException("the event ends within a text");
        }
        at += (int) length;
        return (int) length;
    }
}
