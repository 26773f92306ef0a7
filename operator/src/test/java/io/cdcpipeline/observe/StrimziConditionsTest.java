package io.cdcpipeline.observe;

import static io.cdcpipeline.observe.Shapes.strimzi;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shapes are those of Strimzi's StatusUtils and KafkaAssemblyOperator.initialStatus. */
class StrimziConditionsTest {

    @Test
    void readyIsItsOwnCondition() {
        StageCondition condition = StrimziConditions.of(strimzi(
                "Kafka", "{observedGeneration: 2, conditions: [{type: Ready, status: 'True'}], clusterId: abc}"));

        assertThat(condition).isEqualTo(new StageCondition.Ready("Ready", "Kafka shop-x is ready"));
    }

    @Test
    void failureIsTheConditionNotReadyAndKeepsStrimzisSentence() {
        StageCondition condition = StrimziConditions.of(strimzi("Kafka", """
                {observedGeneration: 2, conditions: [{type: NotReady, status: 'True',
                 reason: InvalidResourceException, message: "Unsupported Kafka.spec.kafka.version: 3.1.0\\nmore"}]}"""));

        assertThat(condition)
                .isEqualTo(new StageCondition.Failed(
                        "InvalidResourceException", "Kafka shop-x: Unsupported Kafka.spec.kafka.version: 3.1.0"));
    }

    @Test
    void newClusterIsNotReadyWithoutHavingFailed() {
        StageCondition condition = StrimziConditions.of(strimzi("Kafka", """
                {conditions: [{type: NotReady, status: 'True', reason: Creating,
                 message: Kafka cluster is being deployed}]}"""));

        assertThat(condition).isInstanceOf(StageCondition.Waiting.class);
    }

    @Test
    void verdictOnAnOlderSpecDoesNotCount() {
        assertThat(StrimziConditions.of(
                        strimzi("Kafka", "{observedGeneration: 1, conditions: [{type: Ready, status: 'True'}]}")))
                .isEqualTo(new StageCondition.Waiting(
                        "Updating",
                        "Strimzi has not finished with Kafka shop-x as it is now (generation 2); if it stays so, check that"
                                + " its cluster operator runs"));
        assertThat(
                        StrimziConditions.of(
                                strimzi(
                                        "Kafka",
                                        "{observedGeneration: 1, conditions: [{type: NotReady, status: 'True', reason: X, message: y}]}")))
                .isInstanceOf(StageCondition.Waiting.class);
    }

    @Test
    void changeThatNobodyHasLookedAtSaysOfWhenItIs() {
        ObservedResource behind = Shapes.yaml("""
                apiVersion: v1
                kind: KafkaConnect
                metadata:
                  name: c
                  generation: 5
                  managedFields:
                    - {manager: cdcpipeline-operator, operation: Apply, time: '2026-11-30T00:10:00Z'}
                    - {manager: kubectl, operation: Update, time: '2026-11-30T00:12:00Z'}
                    - {manager: strimzi, operation: Update, subresource: status, time: '2026-11-30T00:14:00Z'}
                status: {observedGeneration: 4, conditions: [{type: Ready, status: 'True'}]}
                """);

        assertThat(StrimziConditions.of(behind).message()).contains("(generation 5, changed at 2026-11-30T00:12:00Z)");
    }

    @Test
    void silenceNamesWhatToCheck() {
        ObservedResource unseen = Shapes.yaml("{apiVersion: v1, kind: Kafka, metadata: {name: k, generation: 1}}");

        assertThat(StrimziConditions.of(unseen).message())
                .contains("its cluster operator runs and watches this namespace");
    }

    @Test
    void pausedResourceIsNoReadyOne() {
        assertThat(StrimziConditions.of(strimzi(
                        "Kafka",
                        "{observedGeneration: 1, conditions: [{type: ReconciliationPaused, status: 'True'}]}")))
                .isInstanceOf(StageCondition.Failed.class);
    }

    @Test
    void oddValuesFromOthersAreNoErrors() {
        assertThat(StrimziConditions.of(strimzi("Kafka", "{conditions: notalist}")))
                .isInstanceOf(StageCondition.Waiting.class);
        assertThat(
                        StrimziConditions.of(
                                strimzi(
                                        "Kafka",
                                        "{observedGeneration: 2, conditions: [{type: NotReady, status: 'True', reason: '9 no-reason!'}]}")))
                .extracting(StageCondition::reason)
                .isEqualTo("NotReady");
        assertThat(StrimziConditions.of(Optional.empty(), "Kafka k").message()).isEqualTo("Kafka k does not exist yet");
    }

    @Test
    void sharedKafkaIsNotMadeHere() {
        assertThat(KafkaConditions.shared("team", Optional.empty()).message())
                .isEqualTo(
                        "Kafka team, which spec.broker.strimzi.cluster names, does not exist in this namespace: create"
                                + " it, or correct the name");
        ObservedResource kafka = Shapes.strimzi("Kafka", "{conditions: [{type: Ready, status: 'True'}]}");
        assertThat(KafkaConditions.shared("team", Optional.of(kafka)).ready()).isTrue();
        kafka.resource().getMetadata().setDeletionTimestamp("2026-11-22T12:00:00Z");
        assertThat(KafkaConditions.shared("team", Optional.of(kafka)).message())
                .isEqualTo("Kafka shop-x is being deleted");
    }
}
