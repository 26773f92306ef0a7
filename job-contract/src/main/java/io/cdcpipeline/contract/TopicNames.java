package io.cdcpipeline.contract;

import java.util.regex.Pattern;

/**
 * How the topics of one connector are called. A table's has three parts, {@code <prefix>.<schema>.<table>}; those that
 * tell how far the connector is have two.
 *
 * @param prefix the connector's {@code topic.prefix}
 */
public record TopicNames(String prefix) {

    /** Kafka's own bound. */
    private static final int LONGEST = 249;

    private static final String HEARTBEAT = "heartbeat";
    private static final String TRANSACTION = "transaction";
    private static final String SCHEMAS = "schemas";
    private static final String HISTORY = "history";

    /**
     * A table's topic: {@code <prefix>.<schema>.<table>} where both are of letters, digits and, in the table's name,
     * underscores. Two tables never have one topic, nor two that Kafka holds for the same, to whose metrics a point is an
     * underscore: whatever else stands in a name is written as its code between hyphens, and how long the schema's name is
     * stands behind, when there is an underscore in it. What is longer than Kafka allows ends with a hash instead.
     */
    public String ofTable(String schema, String table) {
        String first = escape(schema);
        String name = prefix + "." + first + "." + escape(table) + (first.contains("_") ? "-" + first.length() : "");
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 18) + "-h" + hash(name);
    }

    private static String escape(String name) {
        StringBuilder escaped = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '_')) {
                escaped.append((char) c);
            } else if (c == '-') {
                escaped.append("--");
            } else {
                escaped.append('-').append(Integer.toHexString(c)).append('-');
            }
        });
        return escaped.toString();
    }

    /** Sixteen digits. */
    private static String hash(String name) {
        return Sha256.hex(name).substring(0, 16);
    }

    /** Debezium's own default would be the one topic that a right on the prefix does not cover. */
    public String heartbeat() {
        return prefix + "." + HEARTBEAT;
    }

    /** Where Debezium tells of the bounds of transactions; it has no setting for the first part. */
    public String transaction() {
        return prefix + "." + TRANSACTION;
    }

    /** Where the schemas of events in the compact form are, one record each, by fingerprint. */
    public String schemas() {
        return prefix + "." + SCHEMAS;
    }

    /** Where a connector keeps what it knows of its tables, if the source's log does not tell it. */
    public String history() {
        return prefix + "." + HISTORY;
    }

    /** A regular expression that matches {@link #schemas()}. */
    public String schemasPattern() {
        return escaped() + "\\." + SCHEMAS;
    }

    /** A regular expression that matches the topics of tables and no other of the connector's. */
    public String tablesPattern() {
        return escaped() + "\\.[^.]+\\..+";
    }

    /** A regular expression that matches {@link #heartbeat()} and {@link #transaction()}. */
    public String progressPattern() {
        return escaped() + "\\.(" + HEARTBEAT + "|" + TRANSACTION + ")";
    }

    /** Rather than {@code \\Q…\\E}, since people read it in the connector's settings. */
    private String escaped() {
        return prefix.replaceAll("[^A-Za-z0-9_-]", "\\\\$0");
    }

    public boolean isOfTable(String topic) {
        return Pattern.matches(tablesPattern(), topic);
    }
}
