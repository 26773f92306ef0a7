package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a column's values. None is called Null: YAML reads that as nothing. */
public enum ColumnMask {
    @JsonProperty("Hash")
    HASH,
    @JsonProperty("SetNull")
    SET_NULL,
    @JsonProperty("Constant")
    CONSTANT,
    @JsonProperty("Truncate")
    TRUNCATE
}
