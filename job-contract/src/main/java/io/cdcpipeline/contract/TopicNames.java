package io.cdcpipeline.contract;

import java.util.regex.Pattern;

/**
 * How the topics of one connector are called. A table's has three parts, {@code <prefix>.<schema>.<table>}; those that
 * tell how far the connector is have two.
 *
 * @param prefix the connector's {@code topic.prefix}
 */
public record TopicNames(String prefix) {

    private static final String HEARTBEAT = "heartbeat";
    private static final String TRANSACTION = "transaction";
    private static final String SCHEMAS = "schemas";

    public String ofTable(String schema, String table) {
        return prefix + "." + schema + "." + table;
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
