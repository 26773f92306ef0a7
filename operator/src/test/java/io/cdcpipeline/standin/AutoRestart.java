package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * {@code AbstractConnectOperator.autoRestartFailedConnectorAndTasks}: what failed is restarted at once, then after 2, 6,
 * 12, 20… minutes, an hour at most; the count starts anew when the connector has run as long as it would have waited.
 */
record AutoRestart(StrimziResource connector) {

    /** @param status the one that is about to be written */
    boolean due(ObjectNode status) {
        return enabled() && failed(status) && (before().isMissingNode() || rested());
    }

    /** Adds to the status what has to be remembered; call it after {@link #due}, with the same status. */
    void record(ObjectNode status) {
        if (due(status)) {
            status.putObject("autoRestart")
                    .put("count", count() + 1)
                    .put("connectorName", connector.name())
                    .put(
                            "lastRestartTimestamp",
                            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        } else if (!before().isMissingNode() && (failed(status) || !rested())) {
            status.set("autoRestart", before());
        }
    }

    private boolean enabled() {
        return connector.at("/spec/autoRestart/enabled").asBoolean();
    }

    private static boolean failed(ObjectNode status) {
        return "Throwable".equals(status.at("/conditions/0/reason").asText());
    }

    private JsonNode before() {
        return connector.at("/status/autoRestart");
    }

    private int count() {
        return before().path("count").asInt();
    }

    private boolean rested() {
        Instant last = Instant.parse(before().path("lastRestartTimestamp").asText());
        return Duration.between(last, Instant.now()).toMinutes() >= Math.min(count() * count() + count(), 60);
    }
}
