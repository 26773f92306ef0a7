package io.cdcpipeline.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.observe.ObservedConnector;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.source.GtidPosition;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;

/** Asks Kafka Connect for the states of the connector and its tasks (GET /connectors/NAME/status). */
public record ConnectClient(JsonHttpClient http) {

    /** Strimzi writes where Connect answers into the KafkaConnect's {@code status.url}. */
    public ObservedConnector ask(Optional<ObservedResource> connect, String connector) {
        String url = connect.map(c -> c.text("status", "url")).orElse("");
        if (url.isEmpty()) {
            return new ObservedConnector.NotAsked();
        }
        JsonHttpClient.Answer answer = http.get(URI.create(url + "/connectors/" + connector + "/status"));
        if (answer instanceof JsonHttpClient.Answer.Found found) {
            return read(found.body());
        }
        return answer instanceof JsonHttpClient.Answer.Silent silent
                ? new ObservedConnector.Unreachable(silent.message())
                : new ObservedConnector.Absent();
    }

    /** Up to where a connector has read MariaDB's log (GET /connectors/NAME/offsets); empty when it has not begun, or nobody says. */
    Optional<GtidPosition> position(Optional<ObservedResource> connect, String connector) {
        String url = connect.map(c -> c.text("status", "url")).orElse("");
        return !url.isEmpty()
                        && http.get(URI.create(url + "/connectors/" + connector + "/offsets"))
                                instanceof JsonHttpClient.Answer.Found found
                ? GtidPosition.ofOffsets(found.body())
                : Optional.empty();
    }

    static ObservedConnector read(JsonNode body) {
        var tasks = new ArrayList<ObservedConnector.Task>();
        for (JsonNode task : body.path("tasks")) {
            tasks.add(new ObservedConnector.Task(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("trace").asText("")));
        }
        JsonNode connector = body.path("connector");
        return new ObservedConnector.Seen(
                connector.path("state").asText(), connector.path("trace").asText(""), tasks);
    }
}
