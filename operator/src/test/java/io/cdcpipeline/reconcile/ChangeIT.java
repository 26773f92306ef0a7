package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Names;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The spec of a running pipeline changes. */
class ChangeIT {

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
    void changeReachesItsStageAndTheGenerationIsObserved() {
        cluster.change("shop", "source: {postgresql: {managed: {resources: {requests: {cpu: 250m}}}}}");
        cluster.change("shop", "broker: {managed: {resources: {requests: {cpu: 350m}}}}");
        cluster.change("shop", "connect: {connector: {config: {max.batch.size: '123'}}}");
        cluster.change("shop", "job: {trigger: 2s}");

        cluster.eventually(() -> {
            assertThat(cluster.shelf
                            .get(WatchedKind.STATEFUL_SET, "shop-db")
                            .<Object>get("spec", "template", "spec", "containers", 0, "resources", "requests", "cpu"))
                    .isEqualTo("250m");
            assertThat(new ObservedResource(
                                    cluster.shelf.all(WatchedKind.NODE_POOL).get(0))
                            .text("spec", "resources", "requests", "cpu"))
                    .isEqualTo("350m");
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source"))
                            .text("spec", "config", "max.batch.size"))
                    .isEqualTo("123");
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.CONFIG_MAP, "shop-apply"))
                            .text("data", "job.json"))
                    .contains("\"intervalMillis\" : 2000");
            assertThat(cluster.pipeline("shop").getStatus().observedGeneration())
                    .isEqualTo(5);
            assertThat(cluster.condition("shop", "Ready").getStatus()).isEqualTo("True");
            assertThat(cluster.condition("shop", "Ready").getObservedGeneration())
                    .isEqualTo(5);
        });
    }

    @Test
    void changeOfTheJobReplacesItsDriver() {
        String before = driver().getMetadata().getUid();

        cluster.change("shop", "job: {trigger: 2s}");

        cluster.eventually(() -> {
            assertThat(driver().getMetadata().getUid()).isNotEqualTo(before);
            assertThat(new ObservedResource(driver()).label(Labels.SPEC_HASH))
                    .isEqualTo(new ObservedResource(application()).annotation(Labels.SPEC_HASH));
        });
        cluster.awaitReady("shop");
    }

    @Test
    void changeThatSparksOperatorMissedIsFoundByTheHashOnTheDriver() {
        cluster.script.sparkOperatorMissesChanges = true;
        String before = driver().getMetadata().getUid();
        cluster.change("shop", "job: {trigger: 2s}");
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "Applying").getReason()).isEqualTo("Restarting"));
        assertThat(driver().getMetadata().getUid()).isEqualTo(before);

        cluster.clock.pass(Duration.ofMinutes(2));

        cluster.eventually(() -> assertThat(driver().getMetadata().getUid()).isNotEqualTo(before));
        cluster.script.sparkOperatorMissesChanges = false;
        cluster.awaitReady("shop");
        assertThat(cluster.events("shop")).extracting(Event::getReason).contains("ChangeMissed");
    }

    @Test
    void roleForExecutorsComesAndGoesWithThem() {
        cluster.change("shop", "job: {executors: {count: 1}}");
        cluster.eventually(() -> {
            assertThat(cluster.shelf.all(WatchedKind.ROLE)).hasSize(1);
            assertThat(cluster.shelf.all(WatchedKind.ROLE_BINDING)).hasSize(1);
        });

        cluster.change("shop", "job: {executors: {count: 0}}");
        cluster.eventually(() -> {
            assertThat(cluster.shelf.all(WatchedKind.ROLE)).isEmpty();
            assertThat(cluster.shelf.all(WatchedKind.ROLE_BINDING)).isEmpty();
        });
        cluster.awaitReady("shop");
    }

    @Test
    void applicationThatIsDeletedStartsAgainWhenItsDriverIsGone() {
        cluster.shelf.edit(WatchedKind.POD, "shop-apply-driver", "{\"metadata\": {\"finalizers\": [\"test/held\"]}}");

        cluster.shelf.delete(WatchedKind.KUBEFLOW_APPLICATION, "shop-apply");

        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "Applying").getReason()).isEqualTo("DriverLeaving"));
        assertThat(cluster.shelf.all(WatchedKind.KUBEFLOW_APPLICATION)).isEmpty();
        cluster.shelf.edit(WatchedKind.POD, "shop-apply-driver", "{\"metadata\": {\"finalizers\": null}}");
        cluster.awaitReady("shop");
    }

    @Test
    void applicationThatIsDeletedWhileAChangeOfItIsOnItsWayIsNotMadeBesideItsDriver() throws InterruptedException {
        cluster.held.hold("/sparkapplications/shop-apply");
        cluster.change("shop", "job: {trigger: 2s}");
        cluster.held.awaitBegun();

        cluster.shelf.edit(WatchedKind.POD, "shop-apply-driver", "{\"metadata\": {\"finalizers\": [\"test/held\"]}}");
        cluster.shelf.delete(WatchedKind.KUBEFLOW_APPLICATION, "shop-apply");

        cluster.eventually(() ->
                assertThat(cluster.held.isAnswered()).as("the change was sent").isTrue());
        assertThat(cluster.shelf.all(WatchedKind.KUBEFLOW_APPLICATION)).isEmpty();
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "Applying").getReason()).isEqualTo("DriverLeaving"));
        cluster.shelf.edit(WatchedKind.POD, "shop-apply-driver", "{\"metadata\": {\"finalizers\": null}}");
        cluster.awaitReady("shop");
    }

    @Test
    void suspensionKeepsSlotAndDataAndResumptionGoesOn() {
        String slot = Names.of(cluster.pipeline("shop")).slot();
        List<String> claims = names(WatchedKind.CLAIM);

        cluster.change("shop", "suspend: true");

        cluster.awaitStage("shop", "Suspended");
        assertThat(cluster.condition("shop", "Ready").getStatus()).isEqualTo("True");
        assertThat(cluster.condition("shop", "Ready").getReason()).isEqualTo("Suspended");
        assertThat(cluster.condition("shop", "Suspended").getStatus()).isEqualTo("True");
        assertThat(cluster.shelf.find(WatchedKind.POD, "shop-apply-driver")).isEmpty();
        assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source")).text("spec", "state"))
                .isEqualTo("stopped");
        assertThat(cluster.servers.slots(slot)).isEqualTo(1);
        assertThat(names(WatchedKind.CLAIM)).isEqualTo(claims);
        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("Suspended"))
                .extracting(Event::getType)
                .containsOnly("Normal");

        cluster.change("shop", "suspend: false");
        cluster.awaitReady("shop");
        assertThat(Names.of(cluster.pipeline("shop")).slot()).isEqualTo(slot);
    }

    @Test
    void pipelineThatIsMadeSuspendedComesUpWithoutCapturing() {
        cluster.given("stock", "suspend: true");

        cluster.awaitStage("stock", "Suspended");
        assertThat(cluster.servers.slots(Names.of(cluster.pipeline("stock")).slot()))
                .isZero();
        assertThat(cluster.shelf.find(WatchedKind.POD, "stock-apply-driver")).isEmpty();

        cluster.change("stock", "suspend: false");
        cluster.awaitReady("stock");
    }

    @Test
    void pipelineIsSuspendedThoughItsDatabaseIsDown() {
        cluster.script.databaseStarts = false;
        cluster.awaitStage("shop", "Source");

        cluster.change("shop", "suspend: true");

        cluster.eventually(() -> {
            assertThat(cluster.condition("shop", "Capturing").getReason()).isEqualTo("Suspended");
            assertThat(cluster.condition("shop", "Applying").getReason()).isEqualTo("Suspended");
        });
        assertThat(cluster.condition("shop", "Ready").getReason()).isEqualTo("Starting");
    }

    private GenericKubernetesResource driver() {
        return cluster.shelf.get(WatchedKind.POD, "shop-apply-driver");
    }

    private GenericKubernetesResource application() {
        return cluster.shelf.get(WatchedKind.KUBEFLOW_APPLICATION, "shop-apply");
    }

    private List<String> names(WatchedKind kind) {
        return cluster.shelf.all(kind).stream()
                .map(r -> r.getMetadata().getName())
                .sorted()
                .toList();
    }
}
