package io.cdcpipeline.connect;

import java.util.List;

/**
 * A table as the last Relation message has it.
 *
 * @param table its name between quotes, as Debezium's messages have it
 * @param columns the names under which Debezium knows its columns, in the log's order
 */
record Relation(String table, List<String> columns) {}
