package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceConditionsTest {

    private static final ObservedSource FIT = new ObservedSource.Seen(List.of(), List.of(), new ObservedSlot.Absent());

    @Test
    void databaseOfTheSpecOfBeforeIsNotReady() {
        assertThat(reason("{observedGeneration: 1, readyReplicas: 1, currentRevision: a, updateRevision: a}"))
                .as("the controller has not looked")
                .isEqualTo("Updating");
        assertThat(reason("{observedGeneration: 2, readyReplicas: 1, currentRevision: a, updateRevision: b}"))
                .as("the pod of before has not ended")
                .isEqualTo("Updating");
        assertThat(reason("{observedGeneration: 2, readyReplicas: 0, currentRevision: a, updateRevision: b}"))
                .isEqualTo("Starting");
        assertThat(reason("{observedGeneration: 2, readyReplicas: 1, currentRevision: b, updateRevision: b}"))
                .isEqualTo("Ready");
    }

    @Test
    void whatIsGoodToKnowStandsInTheMessageOfADatabaseThatIsReady() {
        var noted = new ObservedSource.Seen(
                List.of(), List.of("Rows are only added to s.log"), List.of("s.log"), new ObservedSlot.Absent());

        assertThat(SourceConditions.external(noted))
                .isEqualTo(new StageCondition.Ready(
                        "Ready", "The database can be captured. Rows are only added to s.log"));
    }

    @Test
    void podOfTheNewSpecThatCannotStartIsNamedThoughTheOneOfBeforeRuns() {
        ObservedResource pod = Shapes.yaml("""
                kind: Pod
                metadata: {name: shop-db-0}
                status:
                  containerStatuses:
                    - {name: postgresql, image: 'p:99', state: {waiting: {reason: ErrImagePull, message: not found}}}
                """);

        var server = new SourceConditions.Server(
                "PostgreSQL",
                Optional.of(set("{observedGeneration: 2, readyReplicas: 1, currentRevision: a, updateRevision: b}")),
                List.of(pod));
        assertThat(SourceConditions.managed(server, FIT).reason()).isEqualTo("ImagePullBackOff");
    }

    private static String reason(String status) {
        var server = new SourceConditions.Server("PostgreSQL", Optional.of(set(status)), List.of());
        return SourceConditions.managed(server, FIT).reason();
    }

    private static ObservedResource set(String status) {
        return Shapes.yaml("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: shop-db, generation: 2}
                status: %s
                """.formatted(status));
    }
}
