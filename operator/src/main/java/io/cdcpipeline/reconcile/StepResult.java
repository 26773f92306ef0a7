package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.StageCondition;
import java.util.Map;

/** What a step saw, and whether those after it may act. */
public sealed interface StepResult {

    Map<ConditionType, StageCondition> seen();

    /** As wanted: the next step's turn. */
    record GoOn(Map<ConditionType, StageCondition> seen) implements StepResult {}

    /** Not there yet; an event will tell when that changes. */
    record Stop(Map<ConditionType, StageCondition> seen) implements StepResult {}

    /** Not there, and no event will tell: it is tried again after a while. */
    record Requeue(Map<ConditionType, StageCondition> seen) implements StepResult {}

    /** Goes on when all is ready. */
    static StepResult of(Map<ConditionType, StageCondition> seen) {
        return seen.values().stream().allMatch(StageCondition::ready) ? new GoOn(seen) : new Stop(seen);
    }
}
