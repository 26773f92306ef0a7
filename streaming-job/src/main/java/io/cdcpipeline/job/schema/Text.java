package io.cdcpipeline.job.schema;

import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/** A value's text where it lies, as UTF-8: pointed from one value to the next, never copied. Not thread-safe. */
public final class Text {

    private byte[] bytes = new byte[0];
    private int from;
    private int length;

    public Text pointTo(byte[] array, int start, int count) {
        bytes = array;
        from = start;
        length = count;
        return this;
    }

    public static Text of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Text().pointTo(utf8, 0, utf8.length);
    }

    public int length() {
        return length;
    }

    public byte at(int index) {
        return bytes[from + index];
    }

    public boolean startsWith(char first) {
        return length > 0 && bytes[from] == first;
    }

    public boolean is(String ascii) {
        if (length != ascii.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public byte[] array() {
        return bytes;
    }

    public int start() {
        return from;
    }

    /** A copy. */
    public UTF8String utf8() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, from, copy, 0, length);
        return UTF8String.fromBytes(copy);
    }

    @Override
    public String toString() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
