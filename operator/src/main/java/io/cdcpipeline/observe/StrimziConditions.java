package io.cdcpipeline.observe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Strimzi says of a resource of its own. A failed one has the condition NotReady = True and no Ready; a paused one
 * ReconciliationPaused; one that no cluster operator watches has no status at all.
 */
final class StrimziConditions {

    private static final String PAUSED = "Paused";

    private StrimziConditions() {}

    static StageCondition of(Optional<ObservedResource> seen, String what) {
        return seen.map(StrimziConditions::of)
                .orElseGet(() -> new StageCondition.Waiting("Absent", what + " does not exist yet"));
    }

    /**
     * As above, and with the reason of a pod that does not run: Strimzi says nothing of it while it waits for the pod, and
     * "not starting" when it gives up.
     */
    static StageCondition of(Optional<ObservedResource> seen, String what, List<ObservedResource> pods) {
        StageCondition condition = of(seen, what);
        boolean leaving = seen.map(ObservedResource::leaving).orElse(true);
        return condition.ready() || leaving || condition.reason().equals(PAUSED)
                ? condition
                : PodProblem.in(pods).orElse(condition);
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
                    PAUSED, seen.named() + " is paused: remove its annotation strimzi.io/pause-reconciliation");
        }
        if (!seen.hasStatus()) {
            return new StageCondition.Waiting(
                    "NotReported",
                    "Strimzi has not reported on " + seen.named() + " yet; if it stays so, check that its cluster"
                            + " operator runs and watches this namespace");
        }
        if (!seen.upToDate()) {
            return behind(seen);
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
        return seen.upToDate() ? new StageCondition.Failed(reason, message) : behind(seen);
    }

    /** It says so when it is done, minutes later; and where nobody runs it, nothing is ever said. */
    private static StageCondition behind(ObservedResource seen) {
        String since = seen.changed().isEmpty() ? "" : ", changed at " + seen.changed();
        return new StageCondition.Waiting(
                "Updating",
                "Strimzi has not finished with " + seen.named() + " as it is now (generation "
                        + seen.resource().getMetadata().getGeneration() + since
                        + "); if it stays so, check that its cluster operator runs");
    }

    private static Optional<Map<String, Object>> condition(ObservedResource seen, String type) {
        return seen.items("status", "conditions").stream()
                .filter(c -> type.equals(c.get("type")) && "True".equals(c.get("status")))
                .findFirst();
    }
}
