package io.cdcpipeline.contract.columns;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a column's values before they leave the source's side. NULL stays NULL with each of them. */
public enum Mask {
    /** The column is nowhere but in the source. */
    @JsonProperty("Exclude")
    EXCLUDE,
    /** SHA-256 of the salt and the value's text, in hexadecimal digits: equal values are equal. */
    @JsonProperty("Hash")
    HASH,
    /** The column is there, and empty. */
    @JsonProperty("SetNull")
    SET_NULL,
    /** One text for all. */
    @JsonProperty("Constant")
    CONSTANT,
    /** The first characters of the value's text. */
    @JsonProperty("Truncate")
    TRUNCATE
}
