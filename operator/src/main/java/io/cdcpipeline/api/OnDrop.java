package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the lake's table when the source's is dropped. */
public enum OnDrop {
    @JsonProperty("Keep")
    KEEP,
    @JsonProperty("Drop")
    DROP
}
