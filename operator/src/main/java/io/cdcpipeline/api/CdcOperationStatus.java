package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** How an operation goes. Every field may be absent: nothing is said that was not seen. */
@Wire
public record CdcOperationStatus(
        @JsonPropertyDescription("The generation of the spec that the rest of the status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription("What it is: Snapshot, Verify, Restart, Compact, RetryDeadLetters or DropDeadLetters.")
        String kind,

        @JsonPropertyDescription(
                "Pending until it begins: Complete's message says what it waits for. Then Running, and at last Succeeded or"
                        + " Failed.")
        String phase,

        @JsonPropertyDescription("How far it is.") OperationProgress progress,

        @JsonPropertyDescription("When it began.") String startTime,

        @JsonPropertyDescription("When it ended.") String completionTime,

        @JsonPropertyDescription("What came of it, in a sentence.")
        String result,

        @JsonPropertyDescription("The uid of the SparkApplication that a restart of Apply replaces.")
        String replaces,

        @JsonPropertyDescription(
                "Complete is True when it has succeeded; until then its message says what it does, or waits for. Failed is"
                        + " True when it came to nothing; its message says why, and what to do.")
        @Size(max = 8)
        List<Condition> conditions) {}
