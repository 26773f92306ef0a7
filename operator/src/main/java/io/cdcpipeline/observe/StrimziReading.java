package io.cdcpipeline.observe;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Strimzi says of a resource of its own. A failed one has the condition NotReady = True and no Ready; a paused one
 * ReconciliationPaused; one that no cluster operator watches has no status at all.
 */
final class StrimziReading {

    private StrimziReading() {}

    static Standing of(Optional<Live> seen, String what) {
        return seen.map(StrimziReading::of)
                .orElseGet(() -> new Standing.Waiting("Absent", what + " does not exist yet"));
    }

    static Standing of(Live seen) {
        if (seen.leaving()) {
            return new Standing.Waiting("Leaving", seen.named() + " is being deleted; it is made anew when it is gone");
        }
        Optional<Map<String, Object>> failed = condition(seen, "NotReady");
        if (failed.isPresent()) {
            return failed(seen, failed.get());
        }
        if (condition(seen, "ReconciliationPaused").isPresent()) {
            return new Standing.Failed(
                    "Paused", seen.named() + " is paused: remove its annotation strimzi.io/pause-reconciliation");
        }
        if (!seen.hasStatus()) {
            return new Standing.Waiting(
                    "NotReported",
                    "Strimzi has not reported on " + seen.named() + " yet; if it stays so, check that its cluster"
                            + " operator runs and watches this namespace");
        }
        if (!seen.upToDate()) {
            return new Standing.Waiting("Updating", "Strimzi is bringing " + seen.named() + " up to date");
        }
        return condition(seen, "Ready").isPresent()
                ? new Standing.Ready("Ready", seen.named() + " is ready")
                : new Standing.Waiting("NotReady", seen.named() + " is not ready yet");
    }

    /** Strimzi writes NotReady with the reason Creating at first, which is no failure. */
    private static Standing failed(Live seen, Map<String, Object> condition) {
        String reason = Reason.of(Objects.toString(condition.get("reason"), ""), "NotReady");
        String message = seen.named() + ": " + Message.brief(Objects.toString(condition.get("message"), "not ready"));
        if (reason.equals("Creating")) {
            return new Standing.Waiting(reason, message);
        }
        return seen.upToDate()
                ? new Standing.Failed(reason, message)
                : new Standing.Waiting("Updating", "Strimzi is bringing " + seen.named() + " up to date");
    }

    private static Optional<Map<String, Object>> condition(Live seen, String type) {
        return seen.items("status", "conditions").stream()
                .filter(c -> type.equals(c.get("type")) && "True".equals(c.get("status")))
                .findFirst();
    }
}
