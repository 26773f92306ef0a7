package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record OperationProgress(
        @JsonPropertyDescription("So many of the total are done.")
        Long done,

        @JsonPropertyDescription("How many there are.") Long total,

        @JsonPropertyDescription("What is counted: tables.") String unit,

        @JsonPropertyDescription("All of it as a text, such as 2/5 tables.")
        String text) {

    /** @param unit what is counted, in the plural */
    public static OperationProgress of(long done, long total, String unit) {
        return new OperationProgress(done, total, unit, done + "/" + total + " " + unit);
    }
}
