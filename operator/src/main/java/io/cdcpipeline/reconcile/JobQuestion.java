package io.cdcpipeline.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.observe.JobReading;
import io.cdcpipeline.observe.JobSight;
import io.cdcpipeline.observe.Live;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;

/** Asks the streaming job how it fares (GET /status). */
record JobQuestion(Asking asking) {

    JobSight ask(Optional<Live> application, String url) {
        if (application.filter(JobReading::driverRuns).isEmpty()) {
            return new JobSight.NotAsked();
        }
        Asking.Answer answer = asking.get(URI.create(url + "/status"));
        if (answer instanceof Asking.Answer.Found found) {
            return read(found.body());
        }
        return new JobSight.Unreachable(
                answer instanceof Asking.Answer.Silent silent
                        ? silent.message()
                        : url + "/status answers with HTTP " + ((Asking.Answer.Refused) answer).status());
    }

    static JobSight read(JsonNode body) {
        var tables = new ArrayList<JobSight.Table>();
        for (JsonNode table : body.path("tables")) {
            tables.add(new JobSight.Table(
                    table.path("name").asText(),
                    table.path("path").asText(),
                    table.path("state").asText(),
                    table.path("message").asText("")));
        }
        return new JobSight.Seen(
                body.path("state").asText(),
                body.path("message").asText(""),
                number(body.path("lagSeconds")),
                number(body.path("eventsPerSecond")),
                body.path("deadLetters").asLong(),
                tables);
    }

    private static Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }
}
