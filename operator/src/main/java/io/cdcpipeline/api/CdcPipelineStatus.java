package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator saw last. Every field may be absent: nothing is said that was not seen. */
@Wire
public record CdcPipelineStatus(
        @JsonPropertyDescription("The generation of the spec that the rest of the status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "The first stage that is not ready (Source, Kafka, Connect, Capture, Apply), or Running,"
                        + " Suspended or Deleting.")
        String stage,

        @JsonPropertyDescription(
                "Ready sums up SourceReady, KafkaReady, ConnectReady, Capturing, Applying and TablesReady. Each"
                        + " has a reason and a message that says what to do. Reconciling (on its way, or tried again by"
                        + " itself), Stalled (waits for a person) and Suspended are there only where they are true.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription("The database, its slot and publication.")
        SourceStatus source,

        @JsonPropertyDescription("The connector that reads the slot.")
        CaptureStatus capture,

        @JsonPropertyDescription("The Spark job that writes the tables.")
        ApplyStatus apply,

        @JsonPropertyDescription(
                "Up to 100 tables, failed and incomplete ones first, then by name; all are in the job's" + " metrics.")
        @Size(max = 100)
        List<TableStatus> tables,

        @JsonPropertyDescription("How JupyterLab is reached, where the spec asks for it.")
        LabStatus lab) {}
