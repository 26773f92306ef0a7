package io.cdcpipeline.observe;

import io.cdcpipeline.observe.ObservedConnector.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether Connect runs, and whether the connector in it captures. */
public final class ConnectConditions {

    public static final String TASK_FAILED = "TaskFailed";

    private static final String FAILED = "FAILED";

    private ConnectConditions() {}

    /** @param pods those that Strimzi made for it */
    public static StageCondition workers(String name, Optional<ObservedResource> connect, List<ObservedResource> pods) {
        return StrimziConditions.of(connect, "KafkaConnect " + name, pods);
    }

    /**
     * Connect itself is believed before Strimzi, which looks at a connector's tasks every two minutes only.
     *
     * @param suspended the connector is meant to be stopped
     */
    public static StageCondition connector(
            String name, Optional<ObservedResource> connector, ObservedConnector observed, boolean suspended) {
        StageCondition strimzi = StrimziConditions.of(connector, "KafkaConnector " + name);
        if (suspended) {
            return suspended(strimzi, connector, observed);
        }
        Optional<ObservedConnector.Seen> told = connector.flatMap(ConnectConditions::told);
        // Connect took the configuration, and Strimzi tells of tasks: "have failed, see connectorStatus".
        boolean ofTasks = strimzi instanceof StageCondition.Failed && told.isPresent();
        if (observed instanceof ObservedConnector.Seen seen && (strimzi.ready() || ofTasks)) {
            return running(seen);
        }
        if (ofTasks) {
            return running(told.get());
        }
        return strimzi.ready() ? asStrimziSaw(connector.orElseThrow(), observed) : strimzi;
    }

    /** What Connect told Strimzi, which copies it; a configuration that Connect refuses leaves nothing of it. */
    private static Optional<ObservedConnector.Seen> told(ObservedResource connector) {
        String state = connector.text("status", "connectorStatus", "connector", "state");
        if (state.isEmpty() || !connector.upToDate()) {
            return Optional.empty();
        }
        List<Task> tasks = connector.items("status", "connectorStatus", "tasks").stream()
                .map(task -> new Task(
                        task.get("id") instanceof Number id ? id.intValue() : 0,
                        Objects.toString(task.get("state"), ""),
                        Objects.toString(task.get("trace"), "")))
                .toList();
        return Optional.of(new ObservedConnector.Seen(
                state, connector.text("status", "connectorStatus", "connector", "trace"), tasks));
    }

    private static StageCondition suspended(
            StageCondition strimzi, Optional<ObservedResource> connector, ObservedConnector observed) {
        String state = observed instanceof ObservedConnector.Seen seen
                ? seen.state()
                : connector
                        .map(c -> c.text("status", "connectorStatus", "connector", "state"))
                        .orElse("");
        if (connector.isEmpty() || state.equals("STOPPED")) {
            return Suspension.held();
        }
        return strimzi instanceof StageCondition.Failed
                ? strimzi
                : new StageCondition.Waiting("Suspending", "The connector is being stopped");
    }

    private static StageCondition running(ObservedConnector.Seen seen) {
        if (seen.state().equals(FAILED)) {
            return new StageCondition.Failed(
                    "ConnectorFailed", "The connector failed: " + CauseText.cause(seen.trace()));
        }
        List<Task> failed =
                seen.tasks().stream().filter(t -> t.state().equals(FAILED)).toList();
        if (!failed.isEmpty()) {
            return new StageCondition.Failed(
                    TASK_FAILED,
                    "The connector's task failed: "
                            + CauseText.cause(failed.get(0).trace()) + "; Strimzi restarts it with back-off");
        }
        boolean all = !seen.tasks().isEmpty()
                && seen.tasks().stream().allMatch(t -> t.state().equals("RUNNING"));
        return seen.state().equals("RUNNING") && all
                ? capturing()
                : new StageCondition.Waiting(
                        "Starting", "The connector is " + seen.state() + ", its task is not running yet");
    }

    /** A KafkaConnector is Ready with no task at all, and keeps the states of Strimzi's last look. */
    private static StageCondition asStrimziSaw(ObservedResource connector, ObservedConnector observed) {
        boolean running = !connector.items("status", "connectorStatus", "tasks").isEmpty()
                && connector.items("status", "connectorStatus", "tasks").stream()
                        .allMatch(t -> "RUNNING".equals(t.get("state")));
        if (running) {
            return capturing();
        }
        return observed instanceof ObservedConnector.Unreachable unreachable
                ? new StageCondition.Unknown(
                        "ConnectUnreachable",
                        unreachable.message() + "; allow the operator's pods to reach Connect's port 8083")
                : new StageCondition.Waiting("Starting", "The connector's task is not running yet");
    }

    private static StageCondition capturing() {
        return new StageCondition.Ready("Capturing", "The connector and its task are running");
    }
}
