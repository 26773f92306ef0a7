package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

@Wire
public record TableStatus(
        @JsonPropertyDescription("The table in the source, schema.table.")
        String name,

        @JsonPropertyDescription("The Delta table's place in the lake.")
        String path,

        @JsonPropertyDescription("What it is in the lake, where that is no Mirror.")
        String mode,

        @JsonPropertyDescription(
                "Waiting until rows come, Snapshot while the connector copies existing rows, Filling while the job"
                        + " reads them from the source, then Live. Incomplete when"
                        + " something is missing until it is filled anew, Failed while changes are not applied, Gone"
                        + " when the source has it no more.")
        String state,

        @JsonPropertyDescription("Why the table failed or what it lacks, and what to do.")
        String message,

        @JsonPropertyDescription("When the table was compared with the source the last time, as an RFC 3339 time.")
        String lastVerified,

        @JsonPropertyDescription("How many rows that comparison found different.")
        Long differences,

        @JsonPropertyDescription(
                "Which entry of spec.tableSettings counts for it, the first is 0, and what that says besides the defaults; and where the"
                        + " lake's table is that it was before it had another target. Absent where there is nothing of it.")
        String settings) {}
