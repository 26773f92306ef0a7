package io.cdcpipeline.local.stage;

import io.cdcpipeline.plan.StageName;
import java.time.Instant;

/** A stage and how it has fared since when. */
public record StageStatus(StageName stage, StageState state, String message, Instant since) {}
