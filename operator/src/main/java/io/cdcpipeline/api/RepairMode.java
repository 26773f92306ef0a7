package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who fills a table that lacks something. */
public enum RepairMode {
    @JsonProperty("Automatic")
    AUTOMATIC,
    @JsonProperty("Manual")
    MANUAL
}
