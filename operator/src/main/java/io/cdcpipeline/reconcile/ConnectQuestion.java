package io.cdcpipeline.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.observe.ConnectorSight;
import io.cdcpipeline.observe.Live;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;

/** Asks Kafka Connect for the states of the connector and its tasks (GET /connectors/NAME/status). */
record ConnectQuestion(Asking asking) {

    /** Strimzi writes where Connect answers into the KafkaConnect's {@code status.url}. */
    ConnectorSight ask(Optional<Live> connect, String connector) {
        String url = connect.map(c -> c.text("status", "url")).orElse("");
        if (url.isEmpty()) {
            return new ConnectorSight.NotAsked();
        }
        Asking.Answer answer = asking.get(URI.create(url + "/connectors/" + connector + "/status"));
        if (answer instanceof Asking.Answer.Found found) {
            return read(found.body());
        }
        return answer instanceof Asking.Answer.Silent silent
                ? new ConnectorSight.Unreachable(silent.message())
                : new ConnectorSight.Absent();
    }

    static ConnectorSight read(JsonNode body) {
        var tasks = new ArrayList<ConnectorSight.Task>();
        for (JsonNode task : body.path("tasks")) {
            tasks.add(new ConnectorSight.Task(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("trace").asText("")));
        }
        JsonNode connector = body.path("connector");
        return new ConnectorSight.Seen(
                connector.path("state").asText(), connector.path("trace").asText(""), tasks);
    }
}
