package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a mirror's row when the source's is deleted. */
public enum Deletes {
    @JsonProperty("Hard")
    HARD,
    @JsonProperty("Soft")
    SOFT
}
