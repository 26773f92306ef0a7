package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record SourceStatus(
        @JsonPropertyDescription("The database's address, host:port/database.")
        String endpoint,

        @JsonPropertyDescription("The name of the replication slot.")
        String slot,

        @JsonPropertyDescription("The name of the publication.")
        String publication,

        @JsonPropertyDescription(
                "Write-ahead log that the source keeps for the slot, in steps, such as <64Mi; exact in the metrics.")
        String retainedWal) {}
