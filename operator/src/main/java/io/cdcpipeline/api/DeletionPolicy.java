package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to data when a pipeline is deleted. The replication slot always goes: it would fill the source's disk. */
public enum DeletionPolicy {
    @JsonProperty("Retain")
    RETAIN,
    @JsonProperty("Delete")
    DELETE
}
