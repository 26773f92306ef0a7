package io.cdcpipeline.observe;

import io.cdcpipeline.observe.ConnectorSight.Task;
import java.util.List;
import java.util.Optional;

/** Whether Connect runs, and whether the connector in it captures. */
public final class ConnectReading {

    private static final String FAILED = "FAILED";

    private ConnectReading() {}

    public static Standing workers(String name, Optional<Live> connect) {
        return StrimziReading.of(connect, "KafkaConnect " + name);
    }

    /**
     * Connect itself is believed before Strimzi, which looks at a connector's tasks every two minutes only.
     *
     * @param suspended the connector is meant to be stopped
     */
    public static Standing connector(String name, Optional<Live> connector, ConnectorSight sight, boolean suspended) {
        Standing strimzi = StrimziReading.of(connector, "KafkaConnector " + name);
        if (suspended) {
            return suspended(strimzi, connector, sight);
        }
        if (sight instanceof ConnectorSight.Seen seen && strimzi.ready()) {
            return running(seen);
        }
        return strimzi.ready() ? asStrimziSaw(connector.orElseThrow(), sight) : strimzi;
    }

    private static Standing suspended(Standing strimzi, Optional<Live> connector, ConnectorSight sight) {
        String state = sight instanceof ConnectorSight.Seen seen
                ? seen.state()
                : connector
                        .map(c -> c.text("status", "connectorStatus", "connector", "state"))
                        .orElse("");
        if (connector.isEmpty() || state.equals("STOPPED")) {
            return Suspension.held();
        }
        return strimzi instanceof Standing.Failed
                ? strimzi
                : new Standing.Waiting("Suspending", "The connector is being stopped");
    }

    private static Standing running(ConnectorSight.Seen seen) {
        if (seen.state().equals(FAILED)) {
            return new Standing.Failed("ConnectorFailed", "The connector failed: " + Message.cause(seen.trace()));
        }
        List<Task> failed =
                seen.tasks().stream().filter(t -> t.state().equals(FAILED)).toList();
        if (!failed.isEmpty()) {
            return new Standing.Failed(
                    "TaskFailed",
                    "The connector's task failed: "
                            + Message.cause(failed.get(0).trace()) + "; Strimzi restarts it with back-off");
        }
        boolean all = !seen.tasks().isEmpty()
                && seen.tasks().stream().allMatch(t -> t.state().equals("RUNNING"));
        return seen.state().equals("RUNNING") && all
                ? capturing()
                : new Standing.Waiting(
                        "Starting", "The connector is " + seen.state() + ", its task is not running yet");
    }

    /** A KafkaConnector is Ready with no task at all, and keeps the states of Strimzi's last look. */
    private static Standing asStrimziSaw(Live connector, ConnectorSight sight) {
        boolean running = !connector.items("status", "connectorStatus", "tasks").isEmpty()
                && connector.items("status", "connectorStatus", "tasks").stream()
                        .allMatch(t -> "RUNNING".equals(t.get("state")));
        if (running) {
            return capturing();
        }
        return sight instanceof ConnectorSight.Unreachable unreachable
                ? new Standing.Unknown(
                        "ConnectUnreachable",
                        unreachable.message() + "; allow the operator's pods to reach Connect's port 8083")
                : new Standing.Waiting("Starting", "The connector's task is not running yet");
    }

    private static Standing capturing() {
        return new Standing.Ready("Capturing", "The connector and its task are running");
    }
}
