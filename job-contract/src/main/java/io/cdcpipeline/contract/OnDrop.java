package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the lake's table when the source's is dropped. */
public enum OnDrop {
    /** It stays as it was at the end. */
    @JsonProperty("Keep")
    KEEP,
    /** Its folder is removed. */
    @JsonProperty("Drop")
    DROP
}
