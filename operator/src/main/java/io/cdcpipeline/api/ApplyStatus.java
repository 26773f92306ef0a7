package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record ApplyStatus(
        @JsonPropertyDescription("Spark's id of the running application.")
        String applicationId,

        @JsonPropertyDescription("When the job last committed to a table, in UTC.")
        String lastCommit,

        @JsonPropertyDescription("How far the tables are behind the source, such as 0.8s.")
        String lag,

        @JsonPropertyDescription("Changes applied in a second, such as 1,240/s.")
        String throughput,

        @JsonPropertyDescription("How many events could not be read and stand in the dead-letter table.")
        Long deadLetters,

        @JsonPropertyDescription("How many tables the job writes.")
        Integer tables) {}
