package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record SourceStatus(
        @JsonPropertyDescription("The database's address, host:port/database; of a MariaDB server host:port.")
        String endpoint,

        @JsonPropertyDescription("The name of the replication slot, where PostgreSQL is the source.")
        String slot,

        @JsonPropertyDescription("The name of the publication, where PostgreSQL is the source.")
        String publication,

        @JsonPropertyDescription(
                "Write-ahead log that the source keeps for the slot, in steps, such as <64Mi; exact in the metrics.")
        String retainedWal,

        @JsonPropertyDescription("The server id by which the pipeline reads the log, where MariaDB is the source.")
        Long serverId) {}
