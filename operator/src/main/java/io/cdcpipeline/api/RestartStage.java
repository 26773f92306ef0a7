package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A stage that can be started anew by itself. */
public enum RestartStage {
    @JsonProperty("Apply")
    APPLY,
    @JsonProperty("Capture")
    CAPTURE
}
