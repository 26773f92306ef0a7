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

        @JsonPropertyDescription("Bytes of write-ahead log that the source keeps for the slot.")
        Long retainedWalBytes,

        @JsonPropertyDescription(
                "The position up to which the slot's changes are safe in Kafka, as PostgreSQL writes it.")
        String confirmedLsn,

        @JsonPropertyDescription("How far capture is behind the source, such as 0.8s.")
        String lag) {}
