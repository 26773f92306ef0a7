package io.cdcpipeline.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.observe.ObservedConnector;
import io.cdcpipeline.observe.ObservedJob;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void connectsAnswerIsRead() throws JsonProcessingException {
        assertThat(ConnectClient.read(JSON.readTree("""
                {"name": "shop-source", "connector": {"state": "RUNNING", "worker_id": "10.0.0.1:8083"},
                 "tasks": [{"id": 0, "state": "FAILED", "worker_id": "10.0.0.1:8083", "trace": "org.x.Y: z"}],
                 "type": "source"}
                """)))
                .isEqualTo(new ObservedConnector.Seen(
                        "RUNNING", "", List.of(new ObservedConnector.Task(0, "FAILED", "org.x.Y: z"))));
    }

    @Test
    void jobsAnswerIsReadAndWhatIsNewInItIsNoError() throws IOException {
        assertThat(JobClient.read(JSON.readTree("""
                {"pipeline": "ns/shop", "state": "Running", "message": null, "batch": 7, "lagSeconds": 0.8,
                 "eventsPerSecond": 1240.5, "deadLetters": 2, "later": {"x": 1},
                 "tables": [{"name": "s.t", "path": "s/t", "version": 4, "state": "Live", "message": null}]}
                """))).isInstanceOfSatisfying(ObservedJob.Seen.class, seen -> {
            JobStatus job = seen.status();
            assertThat(job.state()).isEqualTo(JobState.RUNNING);
            assertThat(job.lagSeconds()).isEqualTo(0.8);
            assertThat(job.eventsPerSecond()).isEqualTo(1240.5);
            assertThat(job.deadLetters()).isEqualTo(2);
            assertThat(job.versionOf("s.t")).contains(4L);
            assertThat(job.tables(TableCondition.LIVE)).hasSize(1);
        });
    }

    @Test
    void answerWithoutAnythingIsNoError() throws IOException {
        assertThat(JobClient.read(JSON.readTree("{}"))).isInstanceOfSatisfying(ObservedJob.Seen.class, seen -> {
            assertThat(seen.status().state()).isEqualTo(JobState.STARTING);
            assertThat(seen.status().lagSeconds()).isNull();
            assertThat(seen.status().tables()).isEmpty();
        });
        assertThat(ConnectClient.read(JSON.readTree("[]"))).isEqualTo(new ObservedConnector.Seen("", "", List.of()));
    }
}
