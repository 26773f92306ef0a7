package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a date or timestamp {@code infinity} becomes in the lake. */
public enum InfinityPolicy {
    @JsonProperty("Bound")
    BOUND,
    @JsonProperty("Null")
    NULL,
    @JsonProperty("Text")
    TEXT
}
