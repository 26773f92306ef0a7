package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record CaptureStatus(
        @JsonPropertyDescription("The connector's state as Kafka Connect says it, such as RUNNING or FAILED.")
        String state,

        @JsonPropertyDescription("How many tasks of the connector run; 1 is all of them.")
        Integer tasks,

        @JsonPropertyDescription("Why the connector does not run, in its own words.")
        String message) {}
