package io.cdcpipeline.observe;

import static io.cdcpipeline.observe.Shapes.strimzi;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shapes are those of Strimzi's StatusUtils and KafkaAssemblyOperator.initialStatus. */
class StrimziReadingTest {

    @Test
    void readyIsItsOwnCondition() {
        Standing standing = StrimziReading.of(strimzi(
                "Kafka", "{observedGeneration: 2, conditions: [{type: Ready, status: 'True'}], clusterId: abc}"));

        assertThat(standing).isEqualTo(new Standing.Ready("Ready", "Kafka shop-x is ready"));
    }

    @Test
    void failureIsTheConditionNotReadyAndKeepsStrimzisSentence() {
        Standing standing = StrimziReading.of(strimzi("Kafka", """
                {observedGeneration: 2, conditions: [{type: NotReady, status: 'True',
                 reason: InvalidResourceException, message: "Unsupported Kafka.spec.kafka.version: 3.1.0\\nmore"}]}"""));

        assertThat(standing)
                .isEqualTo(new Standing.Failed(
                        "InvalidResourceException", "Kafka shop-x: Unsupported Kafka.spec.kafka.version: 3.1.0"));
    }

    @Test
    void newClusterIsNotReadyWithoutHavingFailed() {
        Standing standing = StrimziReading.of(strimzi("Kafka", """
                {conditions: [{type: NotReady, status: 'True', reason: Creating,
                 message: Kafka cluster is being deployed}]}"""));

        assertThat(standing).isInstanceOf(Standing.Waiting.class);
    }

    @Test
    void verdictOnAnOlderSpecDoesNotCount() {
        assertThat(StrimziReading.of(
                        strimzi("Kafka", "{observedGeneration: 1, conditions: [{type: Ready, status: 'True'}]}")))
                .isEqualTo(new Standing.Waiting("Updating", "Strimzi is bringing Kafka shop-x up to date"));
        assertThat(
                        StrimziReading.of(
                                strimzi(
                                        "Kafka",
                                        "{observedGeneration: 1, conditions: [{type: NotReady, status: 'True', reason: X, message: y}]}")))
                .isInstanceOf(Standing.Waiting.class);
    }

    @Test
    void silenceNamesWhatToCheck() {
        Live unseen = Shapes.yaml("{apiVersion: v1, kind: Kafka, metadata: {name: k, generation: 1}}");

        assertThat(StrimziReading.of(unseen).message())
                .contains("its cluster operator runs and watches this namespace");
    }

    @Test
    void pausedResourceIsNoReadyOne() {
        assertThat(StrimziReading.of(strimzi(
                        "Kafka",
                        "{observedGeneration: 1, conditions: [{type: ReconciliationPaused, status: 'True'}]}")))
                .isInstanceOf(Standing.Failed.class);
    }

    @Test
    void oddValuesFromOthersAreNoErrors() {
        assertThat(StrimziReading.of(strimzi("Kafka", "{conditions: notalist}")))
                .isInstanceOf(Standing.Waiting.class);
        assertThat(
                        StrimziReading.of(
                                strimzi(
                                        "Kafka",
                                        "{observedGeneration: 2, conditions: [{type: NotReady, status: 'True', reason: '9 no-reason!'}]}")))
                .extracting(Standing::reason)
                .isEqualTo("NotReady");
        assertThat(StrimziReading.of(Optional.empty(), "Kafka k").message()).isEqualTo("Kafka k does not exist yet");
    }
}
