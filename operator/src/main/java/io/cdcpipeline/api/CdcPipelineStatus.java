package io.cdcpipeline.api;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator saw last. Every field may be absent: nothing is said that was not seen. */
public record CdcPipelineStatus(
        Long observedGeneration,
        String stage,
        List<Condition> conditions,
        SourceStatus source,
        CaptureStatus capture,
        ApplyStatus apply,
        List<TableStatus> tables) {}
