package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.observe.ConnectorSight;
import io.cdcpipeline.observe.JobSight;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void connectsAnswerIsRead() throws JsonProcessingException {
        assertThat(ConnectQuestion.read(JSON.readTree("""
                {"name": "shop-source", "connector": {"state": "RUNNING", "worker_id": "10.0.0.1:8083"},
                 "tasks": [{"id": 0, "state": "FAILED", "worker_id": "10.0.0.1:8083", "trace": "org.x.Y: z"}],
                 "type": "source"}
                """)))
                .isEqualTo(new ConnectorSight.Seen(
                        "RUNNING", "", List.of(new ConnectorSight.Task(0, "FAILED", "org.x.Y: z"))));
    }

    @Test
    void jobsAnswerIsReadAndWhatIsNewInItIsNoError() throws JsonProcessingException {
        assertThat(JobQuestion.read(JSON.readTree("""
                {"pipeline": "ns/shop", "state": "Running", "message": null, "batch": 7, "lagSeconds": 0.8,
                 "eventsPerSecond": 1240.5, "deadLetters": 2, "later": {"x": 1},
                 "tables": [{"name": "s.t", "path": "s/t", "version": 4, "state": "Live", "message": null}]}
                """)))
                .isEqualTo(new JobSight.Seen(
                        "Running", "", 0.8, 1240.5, 2, List.of(new JobSight.Table("s.t", "s/t", "Live", ""))));
    }

    @Test
    void answerWithoutAnythingIsNoError() throws JsonProcessingException {
        assertThat(JobQuestion.read(JSON.readTree("{}")))
                .isEqualTo(new JobSight.Seen("", "", null, null, 0, List.of()));
        assertThat(ConnectQuestion.read(JSON.readTree("[]"))).isEqualTo(new ConnectorSight.Seen("", "", List.of()));
    }
}
