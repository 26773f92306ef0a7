package io.cdcpipeline.job.fill;

import io.cdcpipeline.job.schema.Text;

/**
 * One row in the text form of COPY: fields between tabs, {@code \N} for NULL, and a backslash before what would be taken for
 * something else. It is unescaped where it lies. Not thread-safe.
 */
final class CopyLine {

    private final Text text = new Text();
    private byte[] line;
    private int at;

    /** @param row with the line's end, or without */
    void start(byte[] row) {
        line = row;
        at = 0;
    }

    /** The next field, valid until the one after it; null for NULL. */
    Text next() {
        if (isNull()) {
            at += 3;
            return null;
        }
        int start = at;
        int end = at;
        while (at < line.length && line[at] != '\t' && line[at] != '\n') {
            if (line[at] == '\\') {
                at++;
                line[end++] = unescaped(line[at++]);
            } else {
                line[end++] = line[at++];
            }
        }
        at++;
        return text.pointTo(line, start, end - start);
    }

    private boolean isNull() {
        return at + 1 < line.length && line[at] == '\\' && line[at + 1] == 'N';
    }

    private static byte unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> letter;
        };
    }
}
