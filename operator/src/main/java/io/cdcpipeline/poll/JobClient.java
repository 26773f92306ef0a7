package io.cdcpipeline.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.contract.JobStatusJson;
import io.cdcpipeline.observe.JobConditions;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Asks the streaming job for its status (GET /status). */
public record JobClient(JsonHttpClient http) {

    public ObservedJob ask(Optional<ObservedResource> application, String url) {
        if (application.filter(JobConditions::driverRuns).isEmpty()) {
            return new ObservedJob.NotAsked();
        }
        JsonHttpClient.Answer answer = http.get(URI.create(url + "/status"));
        if (answer instanceof JsonHttpClient.Answer.Found found) {
            try {
                return read(found.body());
            } catch (IOException e) {
                return new ObservedJob.Unreachable(url + "/status is not a job's status: " + e.getMessage());
            }
        }
        return new ObservedJob.Unreachable(
                answer instanceof JsonHttpClient.Answer.Silent silent
                        ? silent.message()
                        : url + "/status answers with HTTP " + ((JsonHttpClient.Answer.Refused) answer).status());
    }

    /** @throws IOException when it is not the job's status */
    static ObservedJob read(JsonNode body) throws IOException {
        return new ObservedJob.Seen(JobStatusJson.read(body));
    }
}
