package io.cdcpipeline.local.stage;

import io.cdcpipeline.plan.StageName;

/**
 * A stage's state, as seen by the process that runs it.
 *
 * @param message what it is doing, or why it failed; never null
 */
public record StageEvent(StageName stage, StageState state, String message) {

    public static StageEvent starting(StageName stage, String message) {
        return new StageEvent(stage, StageState.STARTING, message);
    }

    public static StageEvent ready(StageName stage, String message) {
        return new StageEvent(stage, StageState.READY, message);
    }

    public static StageEvent failed(StageName stage, String message) {
        return new StageEvent(stage, StageState.FAILED, message);
    }
}
