package io.cdcpipeline.contract.types;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a date or timestamp {@code infinity} becomes, for which Delta has no value. */
public enum Infinity {
    /** The last value that the type has, and its negative: no finite value of PostgreSQL is either. */
    @JsonProperty("Bound")
    BOUND,
    /** NULL; but in a key it is as {@link #BOUND}, where two infinities would be one row. */
    @JsonProperty("Null")
    NULL,
    /** The column is a text, all of its values as PostgreSQL prints them. */
    @JsonProperty("Text")
    TEXT
}
