package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.ConnectorSight;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.strimzi.api.kafka.model.common.ConnectorState;
import java.util.Optional;

/** Stops the connector: one that runs on would hold its slot, and make it anew when it is dropped. */
record StopConnector(ConnectQuestion connect) implements TeardownStep {

    private static final String STOPPED = "STOPPED";

    @Override
    public Progress take(Pass pass, Hands hands) {
        String name = pass.names().connector();
        Optional<Live> connector = pass.live(WatchedKind.CONNECTOR, name);
        Optional<Live> workers = pass.live(WatchedKind.CONNECT, pass.names().connect());
        if (connector.isEmpty() || connector.get().leaving() || workers.isEmpty()) {
            return new Progress.Done();
        }
        pass.plan().stage(StageName.CAPTURE).resources().stream()
                .filter(KafkaConnector.class::isInstance)
                .map(KafkaConnector.class::cast)
                .forEach(planned -> {
                    planned.getSpec().setState(ConnectorState.STOPPED);
                    hands.applier().apply(pass.pipeline(), planned);
                });
        return stopped(connector.get(), connect.ask(workers, name))
                ? new Progress.Done()
                : new Progress.Pending("KafkaConnector " + name + " did not stop, so its slot may come back: see"
                        + " pg_replication_slots when Connect is gone");
    }

    /** Whoever of Strimzi and Connect says so first. */
    private static boolean stopped(Live connector, ConnectorSight sight) {
        if (sight instanceof ConnectorSight.Seen seen) {
            return seen.state().equals(STOPPED);
        }
        return sight instanceof ConnectorSight.Absent
                || connector.upToDate()
                        && connector
                                .text("status", "connectorStatus", "connector", "state")
                                .equals(STOPPED);
    }
}
