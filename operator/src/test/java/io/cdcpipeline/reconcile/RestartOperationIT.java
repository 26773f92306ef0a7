package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcOperationStatus;
import io.cdcpipeline.cluster.WatchedKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stage is started anew by an operation. */
class RestartOperationIT {

    private final TestCluster cluster = TestCluster.start();

    @BeforeEach
    void aRunningPipeline() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void applyHasANewDriverAndThenItIsDone() {
        String before = uid(WatchedKind.POD, "shop-apply-driver");
        String application = uid(WatchedKind.KUBEFLOW_APPLICATION, "shop-apply");

        cluster.operation("again", "{pipeline: shop, restart: {stage: Apply}}");

        awaitPhase("Succeeded");
        assertThat(uid(WatchedKind.POD, "shop-apply-driver")).isNotEqualTo(before);
        assertThat(status().replaces()).isEqualTo(application);
        assertThat(status().result()).isEqualTo("a new driver runs");
        String after = uid(WatchedKind.KUBEFLOW_APPLICATION, "shop-apply");
        assertThat(after).isNotEqualTo(application);
        cluster.awaitReady("shop");
        assertThat(uid(WatchedKind.KUBEFLOW_APPLICATION, "shop-apply")).isEqualTo(after);
    }

    @Test
    void captureRestartsTheConnectorWithItsFailedTasks() {
        cluster.script.taskTrace = "org.apache.kafka.connect.errors.ConnectException: gone";
        cluster.awaitStage("shop", "Capture");
        List<String> restarts = cluster.thirdParties.strimzi().restarts();

        cluster.operation("again", "{pipeline: shop, restart: {stage: Capture}}");

        awaitPhase("Succeeded");
        assertThat(restarts).containsExactly("includeTasks");
        assertThat(status().result()).isEqualTo("the connector and its tasks run");
        cluster.awaitReady("shop");
    }

    @Test
    void captureIsNotRestartedBeforeStrimziDoes() {
        cluster.script.strimziRuns = false;

        cluster.operation("again", "{pipeline: shop, restart: {stage: Capture}}");

        awaitPhase("Running");
        cluster.eventually(() ->
                assertThat(status().conditions().get(0).getMessage()).contains("see that Strimzi's operator runs"));
        cluster.script.strimziRuns = true;
        awaitPhase("Succeeded");
    }

    private String uid(WatchedKind kind, String name) {
        return cluster.shelf.get(kind, name).getMetadata().getUid();
    }

    private void awaitPhase(String phase) {
        cluster.eventually(() -> {
            assertThat(status()).isNotNull();
            assertThat(status().phase()).isEqualTo(phase);
        });
    }

    private CdcOperationStatus status() {
        return cluster.operation("again").getStatus();
    }
}
