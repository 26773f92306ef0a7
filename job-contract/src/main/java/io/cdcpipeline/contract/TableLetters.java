package io.cdcpipeline.contract;

/**
 * What stands in the dead-letter table of one table, as far as nobody has retried or dropped it, and its time is not over.
 *
 * @param table null of records that do not even tell their table
 * @param reason why the first of them could not be applied
 * @param oldest ISO instant at which Kafka got the first of them
 * @param newest ISO instant at which Kafka got the last of them
 */
public record TableLetters(String table, long count, String reason, String oldest, String newest) {

    /** As a person reads it. */
    public String name() {
        return table == null ? "an unknown table" : table;
    }
}
