package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the rows that exist when a pipeline starts are copied first. */
public enum Snapshot {
    @JsonProperty("Initial")
    INITIAL,
    @JsonProperty("Never")
    NEVER,
    @JsonProperty("WhenNeeded")
    WHEN_NEEDED
}
