package io.cdcpipeline.teardown;

import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.reconcile.Reconciliation;
import java.util.Arrays;

/** Ends the streaming job; its driver outlives the resource by some seconds. */
record StopJob() implements TeardownStep {

    @Override
    public Progress take(Reconciliation reconciliation, ClusterActions actions) {
        Arrays.stream(WatchedKind.values())
                .filter(WatchedKind::application)
                .forEach(kind -> reconciliation.all(kind).stream()
                        .filter(application -> !application.leaving())
                        .forEach(application -> reconciliation.delete(kind, application)));
        return reconciliation.drivers().stream()
                .findFirst()
                .map(ObservedResource::name)
                .<Progress>map(pod -> new Progress.Pending("Pod " + pod + " still runs: kubectl delete pod " + pod))
                .orElseGet(Progress.Done::new);
    }
}
