package io.cdcpipeline.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.contract.JobStatusJson;
import io.cdcpipeline.observe.JobReading;
import io.cdcpipeline.observe.JobSight;
import io.cdcpipeline.observe.Live;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Asks the streaming job how it fares (GET /status). */
record JobQuestion(Asking asking) {

    JobSight ask(Optional<Live> application, String url) {
        if (application.filter(JobReading::driverRuns).isEmpty()) {
            return new JobSight.NotAsked();
        }
        Asking.Answer answer = asking.get(URI.create(url + "/status"));
        if (answer instanceof Asking.Answer.Found found) {
            try {
                return read(found.body());
            } catch (IOException e) {
                return new JobSight.Unreachable(url + "/status is not a job's status: " + e.getMessage());
            }
        }
        return new JobSight.Unreachable(
                answer instanceof Asking.Answer.Silent silent
                        ? silent.message()
                        : url + "/status answers with HTTP " + ((Asking.Answer.Refused) answer).status());
    }

    /** @throws IOException when it is not the job's status */
    static JobSight read(JsonNode body) throws IOException {
        return new JobSight.Seen(JobStatusJson.read(body));
    }
}
