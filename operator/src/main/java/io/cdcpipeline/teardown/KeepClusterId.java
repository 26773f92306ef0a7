package io.cdcpipeline.teardown;

import io.cdcpipeline.api.DeletionPolicy;
import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.RetainedKafka;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.reconcile.Reconciliation;

/** Writes the cluster's id to the broker's claims that stay: what knows it goes with the pipeline. */
record KeepClusterId() implements TeardownStep {

    @Override
    public Progress take(Reconciliation reconciliation, ClusterActions actions) {
        if (reconciliation.spec().deletionPolicy() == DeletionPolicy.RETAIN) {
            reconciliation
                    .live(WatchedKind.NODE_POOL, reconciliation.names().kafkaNodePool())
                    .map(pool -> pool.text("status", "clusterId"))
                    .filter(id -> !id.isEmpty())
                    .ifPresent(new RetainedKafka(actions.client(), reconciliation.names())::note);
        }
        return new Progress.Done();
    }
}
