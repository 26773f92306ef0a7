package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code KafkaConnectAssemblyOperator} and {@code AbstractConnectOperator}, as far as they deal with connectors. */
record Connectors(ApiServer api, ConnectRest rest) {

    /** What nobody wants any more goes; the rest is created, changed or looked at, and its status written. */
    void reconcile(List<StrimziResource> wanted, boolean periodic) {
        List<String> names = wanted.stream().map(StrimziResource::name).toList();
        rest.connectors().stream().filter(name -> !names.contains(name)).forEach(rest::delete);
        for (StrimziResource connector : wanted) {
            // A task that fails later is seen by the periodic pass only, exactly as with Strimzi.
            if (periodic || !connector.readyNow()) {
                settle(connector);
            }
        }
    }

    /** Strimzi watches connectors, so a status that it writes makes it look again, until nothing changes any more. */
    private void settle(StrimziResource connector) {
        StrimziResource seen = connector;
        for (int looks = 1; api.status(seen, outcome(seen)) && looks < 5; looks++) {
            StrimziStandIn.pause(500);
            seen = api.again(connector);
        }
    }

    private ObjectNode outcome(StrimziResource connector) {
        try {
            apply(connector);
            ObjectNode status = status(connector);
            AutoRestart restart = new AutoRestart(connector);
            if (restart.due(status)) {
                rest.restartFailed(connector.name());
            }
            restart.record(status);
            return status;
        } catch (ConnectRestException e) {
            return Status.notReady(connector, e);
        }
    }

    private void apply(StrimziResource connector) {
        ObjectNode desired = config(connector);
        JsonNode actual = actual(connector.name());
        if (actual == null) {
            ObjectNode request = StrimziResource.JSON.createObjectNode().put("name", connector.name());
            request.set("config", desired);
            request.put("initial_state", target(connector));
            rest.create(request);
        } else if (!actual.equals(desired)) {
            rest.configure(connector.name(), desired);
        }
        changeState(connector);
    }

    private JsonNode actual(String name) {
        try {
            return rest.config(name);
        } catch (ConnectRestException e) {
            if (e.statusCode() == 404) {
                return null;
            }
            throw e;
        }
    }

    private static ObjectNode config(StrimziResource connector) {
        ObjectNode config = StrimziResource.JSON.createObjectNode();
        connector.at("/spec/config").properties().forEach(e -> config.put(e.getKey(), text(e.getValue())));
        config.put("connector.class", connector.text("/spec/class", ""));
        config.put("name", connector.name());
        if (!connector.at("/spec/tasksMax").isMissingNode()) {
            config.put("tasks.max", connector.text("/spec/tasksMax", ""));
        }
        return config;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String target(StrimziResource connector) {
        return connector.text("/spec/state", "running").toUpperCase(Locale.ROOT);
    }

    /** {@code AbstractConnectOperator.updateState}; UNASSIGNED and RESTARTING pass by themselves and are left alone. */
    private void changeState(StrimziResource connector) {
        String state = settled(connector.name()).at("/connector/state").asText();
        String target = target(connector);
        if (state.equals(target)
                || !List.of("RUNNING", "PAUSED", "STOPPED", "FAILED").contains(state)) {
            return;
        }
        switch (target) {
            case "PAUSED" -> rest.change(connector.name(), "pause");
            case "STOPPED" -> rest.change(connector.name(), "stop");
            default -> {
                if (!"FAILED".equals(state)) {
                    rest.change(connector.name(), "resume");
                }
            }
        }
    }

    /** Connect answers 404 or 409 for a moment after a change, and Strimzi asks again with a back-off, ten times. */
    private JsonNode settled(String connector) {
        for (int attempt = 1; ; attempt++) {
            try {
                return rest.status(connector);
            } catch (ConnectRestException e) {
                if (attempt == 10 || (e.statusCode() != 404 && e.statusCode() != 409)) {
                    throw e;
                }
                StrimziStandIn.pause(200L * attempt);
            }
        }
    }

    /** {@code maybeUpdateConnectorStatus}. */
    private ObjectNode status(StrimziResource connector) {
        JsonNode seen = settled(connector.name());
        String failed = StreamSupport.stream(seen.path("tasks").spliterator(), false)
                .filter(task -> "FAILED".equals(task.path("state").asText()))
                .map(task -> task.path("id").asText())
                .collect(Collectors.joining(", "));
        ObjectNode status;
        if ("FAILED".equals(seen.at("/connector/state").asText())) {
            status = Status.notReady(
                    connector, "Throwable", "Connector has failed, see connectorStatus for more details.");
        } else if (!failed.isEmpty()) {
            String message = "The following tasks have failed: " + failed + ", see connectorStatus for more details.";
            status = Status.notReady(connector, "Throwable", message);
        } else {
            status = Status.ready(connector);
        }
        status.set("connectorStatus", seen);
        status.put("tasksMax", seen.path("tasks").size());
        status.set("topics", rest.topics(connector.name()));
        return status;
    }
}
