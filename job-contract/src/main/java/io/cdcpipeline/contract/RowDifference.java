package io.cdcpipeline.contract;

import java.util.List;

/**
 * A row that is not the same on both sides.
 *
 * @param key the key's values
 * @param kind what is wrong
 * @param values those that differ; empty for a row that one side lacks
 */
public record RowDifference(List<String> key, Kind kind, List<Value> values) {

    /** On which side a row is. */
    public enum Kind {
        ONLY_IN_SOURCE,
        ONLY_IN_LAKE,
        DIFFERENT
    }

    /** A column's values on both sides; a null is null. */
    public record Value(String column, String source, String lake) {}
}
