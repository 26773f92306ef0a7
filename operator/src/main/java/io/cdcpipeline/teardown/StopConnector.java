package io.cdcpipeline.teardown;

import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.ResourceWatches;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedConnector;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.poll.ConnectClient;
import io.cdcpipeline.reconcile.Reconciliation;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.strimzi.api.ResourceLabels;
import io.strimzi.api.kafka.model.common.ConnectorState;
import java.util.Optional;

/** Stops the connector: one that runs on would hold its slot, and make it anew when it is dropped. */
record StopConnector(ConnectClient connect) implements TeardownStep {

    private static final String STOPPED = "STOPPED";

    @Override
    public Progress take(Reconciliation reconciliation, ClusterActions actions) {
        String name = reconciliation.names().connector();
        Optional<ObservedResource> connector = reconciliation.live(WatchedKind.CONNECTOR, name);
        Optional<ObservedResource> workers =
                reconciliation.live(WatchedKind.CONNECT, reconciliation.names().connect());
        if (connector.isEmpty() || connector.get().leaving() || workers.isEmpty()) {
            return ended(reconciliation, actions);
        }
        reconciliation.plan().stage(StageName.CAPTURE).resources().stream()
                .filter(KafkaConnector.class::isInstance)
                .map(KafkaConnector.class::cast)
                .forEach(planned -> {
                    planned.getSpec().setState(ConnectorState.STOPPED);
                    actions.applier().apply(reconciliation.pipeline(), planned);
                });
        return stopped(connector.get(), connect.ask(workers, name))
                ? new Progress.Done()
                : new Progress.Pending("KafkaConnector " + name + " did not stop, so its slot may come back: see"
                        + " pg_replication_slots when Connect is gone");
    }

    /** Workers that outlive what made them run the connector on. */
    private static Progress ended(Reconciliation reconciliation, ClusterActions actions) {
        if (ResourceWatches.served(WatchedKind.CONNECT, actions.client())) {
            return new Progress.Done();
        }
        return actions.anyPod(
                        reconciliation.names().namespace(),
                        ResourceLabels.STRIMZI_CLUSTER_LABEL,
                        reconciliation.names().connect())
                .<Progress>map(pod -> new Progress.Pending("Pod " + pod + " still runs, and the cluster has no"
                        + " KafkaConnect any more that would end it: kubectl delete pod " + pod))
                .orElseGet(Progress.Done::new);
    }

    /** Whoever of Strimzi and Connect says so first. */
    private static boolean stopped(ObservedResource connector, ObservedConnector observed) {
        if (observed instanceof ObservedConnector.Seen seen) {
            return seen.state().equals(STOPPED);
        }
        return observed instanceof ObservedConnector.Absent
                || connector.upToDate()
                        && connector
                                .text("status", "connectorStatus", "connector", "state")
                                .equals(STOPPED);
    }
}
