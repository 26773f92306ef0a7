package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.io.ByteArrayOutputStream;

/** Bytes, as {@code bytea_output} prints them: {@code \xdeadbeef}, or with escapes, {@code a\\b\000}. */
final class BinaryTexts {

    private BinaryTexts() {}

    static Object bytea(Text text) throws UnreadableValue {
        boolean hex = text.length() >= 2 && text.at(0) == '\\' && text.at(1) == 'x';
        return hex ? hex(text, 2) : escaped(text);
    }

    /** Digits without a prefix, as PostGIS prints a geometry's EWKB. */
    static Object hex(Text text) throws UnreadableValue {
        return hex(text, 0);
    }

    private static byte[] hex(Text text, int start) throws UnreadableValue {
        byte[] bytes = new byte[(text.length() - start) / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(text.at(start + 2 * i), 16);
            int low = Character.digit(text.at(start + 2 * i + 1), 16);
            if (high < 0 || low < 0) {
                throw unreadable(text);
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        if ((text.length() - start) % 2 != 0) {
            throw unreadable(text);
        }
        return bytes;
    }

    private static byte[] escaped(Text text) throws UnreadableValue {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) != '\\') {
                bytes.write(text.at(i));
            } else if (i + 1 < text.length() && text.at(i + 1) == '\\') {
                bytes.write('\\');
                i++;
            } else if (i + 3 < text.length()) {
                bytes.write((text.at(i + 1) - '0') << 6 | (text.at(i + 2) - '0') << 3 | text.at(i + 3) - '0');
                i += 3;
            } else {
                throw unreadable(text);
            }
        }
        return bytes.toByteArray();
    }

    private static UnreadableValue unreadable(Text text) {
        String start = text.toString();
        return new UnreadableValue("'" + start.substring(0, Math.min(40, start.length())) + "…' is not bytea");
    }
}
