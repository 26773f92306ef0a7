package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a table in the lake is to the one in the source. */
public enum Mode {
    @JsonProperty("Mirror")
    MIRROR,
    @JsonProperty("Changelog")
    CHANGELOG,
    @JsonProperty("History")
    HISTORY
}
