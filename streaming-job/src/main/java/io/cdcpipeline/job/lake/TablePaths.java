package io.cdcpipeline.job.lake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a table lies in the lake. */
public final class TablePaths {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    private static final String SCHEMA = "{schema}";
    private static final String TABLE = "{table}";

    private final String root;
    private final String layout;
    private final Pattern pattern;

    /** @param layout the path below the root, with {@code {schema}} and {@code {table}} */
    public TablePaths(String root, String layout) {
        this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        this.layout = layout;
        this.pattern = Pattern.compile(Pattern.quote(layout)
                .replace(SCHEMA, "\\E(?<schema>[^/]+?)\\Q")
                .replace(TABLE, "\\E(?<table>[^/]+)\\Q"));
    }

    public String of(TableId table) {
        return root + "/" + layout.replace(SCHEMA, encoded(table.schema())).replace(TABLE, encoded(table.table()));
    }

    public String root() {
        return root;
    }

    /** How many folders below the root tables lie. */
    public int depth() {
        return (int) layout.chars().filter(c -> c == '/').count() + 1;
    }

    /** The table whose place that is; empty when the layout says that none can be there. */
    public Optional<TableId> table(String belowRoot) {
        Matcher names = pattern.matcher(belowRoot);
        if (!names.matches()) {
            return Optional.empty();
        }
        String schema = layout.contains(SCHEMA) ? decoded(names.group("schema")) : "";
        String table = layout.contains(TABLE) ? decoded(names.group("table")) : "";
        return Optional.of(new TableId(schema, table));
    }

    /**
     * Letters, digits, {@code _}, {@code -} and inner dots stay; all else is percent-encoded, the sign itself included,
     * so that two names never share a path and none climbs out of the lake. Readers take a leading {@code _} for a sign
     * that a folder is none of theirs.
     */
    static String encoded(String name) {
        StringBuilder path = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean inner = !path.isEmpty();
            if (inner && c == '.' || PLAIN.indexOf(c) >= 0 && (inner || c != '_')) {
                path.append(c);
            } else {
                path.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return path.toString();
    }

    private static String decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%' && i + 2 < path.length()) {
                bytes.write(Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(path.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
