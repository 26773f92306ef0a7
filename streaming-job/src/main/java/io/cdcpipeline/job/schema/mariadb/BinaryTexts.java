package io.cdcpipeline.job.schema.mariadb;

import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.UnreadableValue;

/** Bytes, as hexadecimal digits. */
final class BinaryTexts {

    private BinaryTexts() {}

    static Object hex(Text text) throws UnreadableValue {
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(text.at(2 * i), 16);
            int low = Character.digit(text.at(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                throw unreadable();
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        if (text.length() % 2 != 0) {
            throw unreadable();
        }
        return bytes;
    }

    private static UnreadableValue unreadable() {
        return new UnreadableValue("a value is not bytes as hexadecimal digits");
    }
}
