package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each stage fails and recovers; a user reads why. */
class TroubleIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void eachStageUpToCaptureFailsWithItsReasonAndRecoversByItself() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");

        failsAndRecovers(
                script -> script.databaseStarts = false,
                script -> script.databaseStarts = true,
                "Source: PostgreSQL is starting");
        failsAndRecovers(
                script -> script.kafkaTrouble = "Unsupported Kafka.spec.kafka.version: 9.9",
                script -> script.kafkaTrouble = null,
                "Kafka: Kafka shop-kafka: Unsupported Kafka.spec.kafka.version: 9.9");
        failsAndRecovers(
                script -> script.connectorTrouble = "PUT /connectors/shop-source/config returned 400 (Bad Request): x",
                script -> script.connectorTrouble = null,
                "Capture: KafkaConnector shop-source: PUT /connectors/shop-source/config returned 400 (Bad Request): x");
        failsAndRecovers(
                script ->
                        script.taskTrace = "io.debezium.DebeziumException: y\nCaused by: java.io.IOException: No space",
                script -> script.taskTrace = "",
                "Capture: The connector's task failed: java.io.IOException: No space; Strimzi restarts it with back-off");
        warned("InvalidResourceException", "ConnectRestException", "TaskFailed");
    }

    @Test
    void jobFailsWithItsReasonAndRecoversByItself() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");

        failsAndRecovers(
                script -> {
                    script.jobState = "Failed";
                    script.jobMessage = "The checkpoint is another pipeline's";
                },
                script -> script.jobState = "Running",
                "Apply: The job failed: The checkpoint is another pipeline's");
        failsAndRecovers(
                script -> {
                    script.tableState = "Failed";
                    script.tableMessage = "column a is text now";
                },
                script -> script.tableState = "Live",
                "1 of 1 tables failed: shop.orders (column a is text now)");
        warned("JobFailed", "TableFailed");
    }

    /** Strimzi would do so by itself, but with pauses that grow, and it does not know that the database is back. */
    @Test
    void taskThatFailedWhileItsSourceWasAwayIsStartedAnewWhenThatIsBack() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        List<String> restarts = cluster.thirdParties.strimzi().restarts();

        cluster.script.taskTrace = "java.io.IOException: the database went away";
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "Capturing").getReason()).isEqualTo("TaskFailed"));
        assertThat(restarts)
                .as("a task that failed by itself is Strimzi's to restart")
                .isEmpty();
        cluster.script.databaseStarts = false;
        cluster.awaitStage("shop", "Source");
        cluster.clock.pass(Duration.ofSeconds(2));
        cluster.script.databaseStarts = true;

        cluster.eventually(() -> assertThat(restarts).isNotEmpty().containsOnly("includeTasks,onlyFailed"));
        cluster.awaitReady("shop");
    }

    /** An event is written after the status that it goes with. */
    private void warned(String... reasons) {
        cluster.eventually(() -> assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getType().equals("Warning"))
                .extracting(Event::getReason)
                .contains(reasons));
    }

    private void failsAndRecovers(Consumer<Script> breaks, Consumer<Script> mends, String message) {
        breaks.accept(cluster.script);
        cluster.eventually(() -> {
            Condition ready = cluster.condition("shop", "Ready");
            assertThat(ready.getMessage()).isEqualTo(message);
            assertThat(ready.getStatus()).isEqualTo("False");
        });
        mends.accept(cluster.script);
        cluster.awaitReady("shop");
    }

    @Test
    void podThatCannotStartIsNamedWhileStrimziIsSilent() {
        cluster.script.strimziRuns = false;
        cluster.operator();
        cluster.given("shop");
        cluster.eventually(() ->
                assertThat(cluster.shelf.find(WatchedKind.KAFKA, "shop-kafka")).isPresent());
        cluster.shelf.create("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop-kafka-pool-0
                  labels:
                    app.kubernetes.io/managed-by: strimzi-cluster-operator
                    strimzi.io/cluster: shop-kafka
                    cdcpipeline.io/pipeline: shop
                spec: {containers: [{name: kafka, image: 'acme/kafka:1'}]}
                """);
        cluster.shelf.status(WatchedKind.POD, cluster.shelf.get(WatchedKind.POD, "shop-kafka-pool-0"), """
                {phase: Pending, containerStatuses: [{name: kafka, image: 'acme/kafka:1', imageID: '', ready: false,
                 restartCount: 0, state: {waiting: {reason: ErrImagePull, message: not found}}}]}""");

        cluster.eventually(() -> {
            Condition kafka = cluster.condition("shop", "KafkaReady");
            assertThat(kafka.getReason()).isEqualTo("ImagePullBackOff");
            assertThat(kafka.getMessage()).startsWith("Pod shop-kafka-pool-0: image acme/kafka:1 cannot be pulled");
        });

        cluster.shelf.delete(WatchedKind.POD, "shop-kafka-pool-0");
        cluster.script.strimziRuns = true;
        cluster.awaitReady("shop");
    }

    @Test
    void brokersVolumeIsTalkedOfBeforeItIsFullAndNamedWhenTheBrokerEnds() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");

        cluster.script.brokers = "[{\"broker\": 0, \"totalBytes\": 1000, \"usableBytes\": 150}]";
        cluster.eventually(() -> {
            assertThat(cluster.condition("shop", "KafkaReady").getReason()).isEqualTo("VolumeFilling");
            assertThat(cluster.condition("shop", "Ready").getMessage())
                    .startsWith(
                            "Changes reach the tables; Kafka shop-kafka is ready; the volume of broker 0 is over 80 %");
        });
        warned("VolumeFilling");

        cluster.script.brokers = "[{\"broker\": 0, \"totalBytes\": 1000, \"usableBytes\": 20}]";
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "KafkaReady").getMessage()).contains("over 90 %"));
        cluster.script.brokerCrashes = true;
        cluster.script.jobAnswers = false;
        cluster.eventually(() -> {
            Condition ready = cluster.condition("shop", "Ready");
            assertThat(ready.getReason()).isEqualTo("VolumeFull");
            assertThat(ready.getMessage()).contains("spec.broker.managed.storage.size");
        });

        cluster.change("shop", "broker: {managed: {storage: {size: 20Gi}}}");
        cluster.script.brokers = "[{\"broker\": 0, \"totalBytes\": 2000, \"usableBytes\": 1020}]";
        cluster.script.brokerCrashes = false;
        cluster.script.jobAnswers = true;
        cluster.awaitReady("shop");
        assertThat(cluster.condition("shop", "KafkaReady").getReason()).isEqualTo("Ready");
    }

    @Test
    void troubleThatComesAgainIsCountedInOneEvent() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");

        for (int i = 0; i < 3; i++) {
            failsAndRecovers(
                    script -> script.kafkaTrouble = "no",
                    script -> script.kafkaTrouble = null,
                    "Kafka: Kafka shop-kafka: no");
        }

        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("InvalidResourceException"))
                .singleElement()
                .satisfies(e -> assertThat(e.getSeries().getCount()).isEqualTo(3));
    }

    @Test
    void imageThatCannotBePulledShowsAlthoughTheApplicationStaysSubmitted() {
        cluster.operator();
        cluster.script.driverImageTrouble = "Back-off pulling image \"x\": ErrImagePull: not found";
        cluster.given("shop");

        cluster.eventually(
                () -> assertThat(cluster.condition("shop", "Applying").getMessage())
                        .isEqualTo("Pod shop-apply-driver: image x cannot be pulled: not found"));
        assertThat(cluster.condition("shop", "Applying").getReason()).isEqualTo("ImagePullBackOff");

        cluster.script.driverImageTrouble = null;
        cluster.awaitReady("shop");
    }

    @Test
    void oneLostAnswerIsNoNewsAndSilenceIs() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");

        cluster.script.jobAnswers = false;

        cluster.eventually(() -> {
            assertThat(cluster.condition("shop", "Applying").getReason()).isEqualTo("StatusUnreachable");
            assertThat(cluster.condition("shop", "Ready").getStatus()).isEqualTo("Unknown");
        });
        cluster.script.jobAnswers = true;
        cluster.awaitReady("shop");
    }

    @Test
    void strimzisWordIsTakenWhereConnectCannotBeReached() {
        cluster.operator();
        cluster.script.connectAnswers = false;
        cluster.given("shop");

        cluster.awaitReady("shop");
        assertThat(cluster.pipeline("shop").getStatus().capture()).isNull();
    }

    @Test
    void operatorThatNobodyRunsIsNamed() {
        cluster.operator();
        cluster.script.sparkOperatorRuns = false;
        cluster.given("shop");

        cluster.eventually(() -> assertThat(cluster.condition("shop", "Ready").getMessage())
                .startsWith("Apply: Spark's operator has not reported on SparkApplication shop-apply yet"));
        cluster.script.sparkOperatorRuns = true;
        cluster.awaitReady("shop");
    }

    @Test
    void deadLettersShowWithoutStoppingThePipeline() {
        cluster.operator();
        cluster.script.deadLetters = 7;
        cluster.given("shop");

        cluster.awaitReady("shop");
        assertThat(cluster.pipeline("shop").getStatus().apply().deadLetters()).isEqualTo(7);
        assertThat(cluster.condition("shop", "Applying").getReason()).isEqualTo("RunningWithDeadLetters");
    }
}
