package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.decode.TableId;
import java.nio.charset.StandardCharsets;

/** Where a table lies in the lake. */
final class TablePaths {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    private final String root;
    private final String layout;

    /** @param layout the path below the root, with {@code {schema}} and {@code {table}} */
    TablePaths(String root, String layout) {
        this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        this.layout = layout;
    }

    String of(TableId table) {
        return root + "/"
                + layout.replace("{schema}", encoded(table.schema())).replace("{table}", encoded(table.table()));
    }

    /**
     * Letters, digits, {@code _}, {@code -} and inner dots stay; all else is percent-encoded, the sign itself included,
     * so that two names never share a path and none climbs out of the lake.
     */
    static String encoded(String name) {
        StringBuilder path = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean innerDot = c == '.' && !path.isEmpty();
            if (PLAIN.indexOf(c) >= 0 && (c != '_' || !path.isEmpty()) || innerDot) {
                path.append(c);
            } else {
                path.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return path.toString();
    }
}
