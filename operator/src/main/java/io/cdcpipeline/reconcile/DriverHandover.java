package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.Labels;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that one driver follows another and never runs beside it: two on one checkpoint do all work twice. An
 * application that is deleted is gone before its driver is. What a driver runs shows in the hash on its pod, for Apache's
 * operator acts on no change of a running application's spec (SparkAppReconciler goes by the state alone), and Kubeflow's can
 * miss one: when it did not run at that moment, it compares with nothing.
 */
public final class DriverHandover {

    /** Kubeflow's operator has a new driver for a change that it saw within 20 s on a small node. */
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final Clock clock;
    private final Map<ResourceID, Instant> staleSince = new ConcurrentHashMap<>();

    public DriverHandover(Clock clock) {
        this.clock = clock;
    }

    /** Why the application must not be applied yet. */
    Optional<StageCondition> before(Reconciliation reconciliation) {
        Optional<ObservedResource> application = reconciliation.live(
                reconciliation.runner(), reconciliation.names().apply());
        boolean none = application.isEmpty() || application.get().leaving();
        return none && !reconciliation.drivers().isEmpty()
                ? Optional.of(new StageCondition.Waiting(
                        "DriverLeaving",
                        "Pod " + reconciliation.drivers().get(0).name()
                                + " is still there; its successor starts when it is gone"))
                : Optional.empty();
    }

    /** Replaces an application whose driver still runs what it ran before a change. */
    Optional<StageCondition> after(Reconciliation reconciliation) {
        ResourceID id = ResourceID.fromResource(reconciliation.pipeline());
        Optional<ObservedResource> application = reconciliation.live(
                reconciliation.runner(), reconciliation.names().apply());
        boolean stale = application.isPresent()
                && !reconciliation.spec().suspend()
                && reconciliation.drivers().stream()
                        .anyMatch(driver ->
                                !application.get().annotation(Labels.SPEC_HASH).equals(driver.label(Labels.SPEC_HASH)));
        if (!stale) {
            staleSince.remove(id);
            return Optional.empty();
        }
        return Optional.of(replace(reconciliation, id, application.get())
                .orElseGet(() -> new StageCondition.Waiting(
                        "Restarting", "The driver is to be replaced by one of the new spec")));
    }

    /** Why the application could not be deleted, if it was tried. */
    private Optional<StageCondition> replace(
            Reconciliation reconciliation, ResourceID id, ObservedResource application) {
        if (reconciliation.runner() == WatchedKind.APACHE_APPLICATION) {
            return reconciliation.remove(reconciliation.runner(), application);
        }
        Instant since = staleSince.computeIfAbsent(id, i -> clock.instant());
        if (!clock.instant().isAfter(since.plus(GRACE))) {
            return Optional.empty();
        }
        Optional<StageCondition> refused = reconciliation.remove(reconciliation.runner(), application);
        if (refused.isEmpty()) {
            staleSince.remove(id);
            reconciliation.happened(PipelineEvent.warning(
                    "ChangeMissed",
                    "Spark's operator did not notice a change of SparkApplication " + application.name()
                            + "; it is made anew"));
        }
        return refused;
    }
}
