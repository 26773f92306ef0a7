package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How events are encoded in their topics. */
public enum EventEncoding {
    @JsonProperty("Compact")
    COMPACT,
    @JsonProperty("Json")
    JSON
}
