package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a replication slot for which the source keeps more of its log than it may. */
public enum WalAction {
    @JsonProperty("Warn")
    WARN,
    @JsonProperty("Release")
    RELEASE
}
