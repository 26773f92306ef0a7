package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.Standing;
import java.util.Map;

/** What a step saw, and whether those after it may act. */
sealed interface Outcome {

    Map<ConditionType, Standing> seen();

    /** As wanted: the next step's turn. */
    record GoOn(Map<ConditionType, Standing> seen) implements Outcome {}

    /** Not there yet; an event will tell when that changes. */
    record Stop(Map<ConditionType, Standing> seen) implements Outcome {}

    /** Not there, and no event will tell: it is tried again after a while. */
    record Requeue(Map<ConditionType, Standing> seen) implements Outcome {}

    /** Goes on when all is ready. */
    static Outcome of(Map<ConditionType, Standing> seen) {
        return seen.values().stream().allMatch(Standing::ready) ? new GoOn(seen) : new Stop(seen);
    }
}
