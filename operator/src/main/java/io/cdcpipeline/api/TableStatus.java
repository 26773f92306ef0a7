package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record TableStatus(
        @JsonPropertyDescription("The table in the source, schema.table.")
        String name,

        @JsonPropertyDescription("The Delta table's place in the lake.")
        String path,

        @JsonPropertyDescription("Snapshot while existing rows are copied, then Live; Failed when changes are held up.")
        String state,

        @JsonPropertyDescription("Why the table is held up, and what to do.")
        String message) {}
