package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record ApplyStatus(
        @JsonPropertyDescription("Spark's id of the running application.")
        String applicationId,

        @JsonPropertyDescription(
                "How far the tables are behind the source, in steps, such as <1s; exact in the metrics.")
        String lag,

        @JsonPropertyDescription("Changes applied in a second, in steps, such as <5k/s; exact in the metrics.")
        String throughput,

        @JsonPropertyDescription("How many events could not be read and stand in the dead-letter table.")
        Long deadLetters,

        @JsonPropertyDescription("How many tables the job writes.")
        Integer tables) {}
