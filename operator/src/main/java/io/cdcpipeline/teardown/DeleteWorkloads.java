package io.cdcpipeline.teardown;

import io.cdcpipeline.api.DeletionPolicy;
import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.reconcile.Reconciliation;
import java.util.List;

/**
 * Where data is to be deleted, first ends what has it open: a controller that still runs would make a claim anew when it is
 * gone. Otherwise the garbage collector does it.
 */
record DeleteWorkloads() implements TeardownStep {

    private static final List<WatchedKind> KEEP_VOLUMES_OPEN = List.of(
            WatchedKind.CONNECTOR,
            WatchedKind.CONNECT,
            WatchedKind.KAFKA,
            WatchedKind.NODE_POOL,
            WatchedKind.STATEFUL_SET);

    @Override
    public Progress take(Reconciliation reconciliation, ClusterActions actions) {
        if (reconciliation.spec().deletionPolicy() == DeletionPolicy.RETAIN) {
            return new Progress.Done();
        }
        KEEP_VOLUMES_OPEN.forEach(kind -> reconciliation.all(kind).stream()
                .filter(resource -> !resource.leaving())
                .forEach(resource -> reconciliation.delete(kind, resource)));
        // Strimzi's pods bear the pipeline's label, but not ours, by which we watch.
        return actions.anyPod(
                        reconciliation.names().namespace(),
                        Labels.PIPELINE,
                        reconciliation.names().label())
                .<Progress>map(pod -> new Progress.Pending("Pod " + pod + " still runs, and its volume with it"))
                .orElseGet(Progress.Done::new);
    }
}
