package io.cdcpipeline.observe;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Strimzi says of a resource of its own. A failed one has the condition NotReady = True and no Ready; a paused one
 * ReconciliationPaused; one that no cluster operator watches has no status at all.
 */
final class StrimziConditions {

    private StrimziConditions() {}

    static StageCondition of(Optional<ObservedResource> seen, String what) {
        return seen.map(StrimziConditions::of)
                .orElseGet(() -> new StageCondition.Waiting("Absent", what + " does not exist yet"));
    }

    static StageCondition of(ObservedResource seen) {
        if (seen.leaving()) {
            return new StageCondition.Waiting(
                    "Leaving", seen.named() + " is being deleted; it is made anew when it is gone");
        }
        Optional<Map<String, Object>> failed = condition(seen, "NotReady");
        if (failed.isPresent()) {
            return failed(seen, failed.get());
        }
        if (condition(seen, "ReconciliationPaused").isPresent()) {
            return new StageCondition.Failed(
                    "Paused", seen.named() + " is paused: remove its annotation strimzi.io/pause-reconciliation");
        }
        if (!seen.hasStatus()) {
            return new StageCondition.Waiting(
                    "NotReported",
                    "Strimzi has not reported on " + seen.named() + " yet; if it stays so, check that its cluster"
                            + " operator runs and watches this namespace");
        }
        if (!seen.upToDate()) {
            return new StageCondition.Waiting("Updating", "Strimzi is bringing " + seen.named() + " up to date");
        }
        return condition(seen, "Ready").isPresent()
                ? new StageCondition.Ready("Ready", seen.named() + " is ready")
                : new StageCondition.Waiting("NotReady", seen.named() + " is not ready yet");
    }

    /** Strimzi writes NotReady with the reason Creating at first, which is no failure. */
    private static StageCondition failed(ObservedResource seen, Map<String, Object> condition) {
        String reason = Reason.of(Objects.toString(condition.get("reason"), ""), "NotReady");
        String message = seen.named() + ": " + CauseText.brief(Objects.toString(condition.get("message"), "not ready"));
        if (reason.equals("Creating")) {
            return new StageCondition.Waiting(reason, message);
        }
        return seen.upToDate()
                ? new StageCondition.Failed(reason, message)
                : new StageCondition.Waiting("Updating", "Strimzi is bringing " + seen.named() + " up to date");
    }

    private static Optional<Map<String, Object>> condition(ObservedResource seen, String type) {
        return seen.items("status", "conditions").stream()
                .filter(c -> type.equals(c.get("type")) && "True".equals(c.get("status")))
                .findFirst();
    }
}
