package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.Names;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a manifest to a pipeline that runs, and to its end. */
class LifecycleIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void pipelineComesUpStageByStage() {
        cluster.operator();
        cluster.script.databaseStarts = false;
        cluster.script.strimziRuns = false;
        cluster.given("shop");

        cluster.awaitStage("shop", "Source");
        assertThat(cluster.condition("shop", "SourceReady").getReason()).isEqualTo("Starting");
        assertThat(cluster.condition("shop", "KafkaReady").getReason()).isEqualTo("Waiting");
        assertThat(cluster.shelf.all(WatchedKind.KAFKA)).isEmpty();

        cluster.script.databaseStarts = true;
        cluster.awaitStage("shop", "Kafka");
        assertThat(cluster.shelf.all(WatchedKind.CONNECT)).isEmpty();

        cluster.script.strimziRuns = true;
        cluster.awaitReady("shop");
        saysAllThatItSaw(cluster.pipeline("shop").getStatus());
        everythingBelongsToThePipelineButItsData();
        assertThat(cluster.events("shop"))
                .extracting(Event::getReason)
                .contains("SourceReady", "KafkaReady", "ConnectReady", "Capturing", "Applying", "Running");
        assertThat(cluster.events("shop")).extracting(Event::getType).containsOnly("Normal");
    }

    private void saysAllThatItSaw(CdcPipelineStatus status) {
        assertThat(status.conditions()).extracting(Condition::getStatus).containsOnly("True");
        assertThat(status.conditions())
                .extracting(Condition::getObservedGeneration)
                .containsOnly(1L);
        assertThat(status.source().endpoint())
                .isEqualTo("shop-db." + cluster.namespace() + ".svc:5432/" + cluster.database("shop"));
        assertThat(status.source().retainedWal()).isEqualTo("<64Mi");
        assertThat(status.capture().state()).isEqualTo("RUNNING");
        assertThat(status.capture().tasks()).isEqualTo(1);
        assertThat(status.apply().lag()).isEqualTo("<1s");
        assertThat(status.apply().throughput()).isEqualTo("<50/s");
        assertThat(status.apply().applicationId()).startsWith("spark-");
        assertThat(status.tables()).hasSize(1);
    }

    private void everythingBelongsToThePipelineButItsData() {
        String uid = cluster.pipeline("shop").getMetadata().getUid();
        for (WatchedKind kind : WatchedKind.values()) {
            boolean owned = !kind.holdsData() && kind != WatchedKind.POD;
            for (GenericKubernetesResource resource : ours(kind)) {
                assertThat(resource.getMetadata().getOwnerReferences())
                        .as("%s", resource.getMetadata().getName())
                        .extracting(OwnerReference::getUid)
                        .isEqualTo(
                                owned
                                        ? List.of(uid)
                                        : resource.getMetadata().getOwnerReferences().stream()
                                                .map(OwnerReference::getUid)
                                                .filter(u -> !u.equals(uid))
                                                .toList());
            }
        }
    }

    @Test
    void retainedDataIsFoundAgainByAPipelineOfTheSameName() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        Map<String, String> password = secret("shop-db-owner");
        String kafkaId = clusterId();
        String slot = Names.of(cluster.pipeline("shop")).slot();
        assertThat(cluster.servers.slots(slot)).isEqualTo(1);
        List<String> claims = names(WatchedKind.CLAIM);
        assertThat(claims).hasSize(3);

        cluster.delete("shop");
        cluster.awaitGone("shop");

        assertThat(cluster.servers.slots(slot)).isZero();
        cluster.eventually(() -> assertThat(Stream.of(WatchedKind.values())
                        .filter(kind -> !names(kind).isEmpty()))
                .as("data, and no process")
                .containsExactlyInAnyOrder(WatchedKind.SECRET, WatchedKind.CLAIM));
        assertThat(names(WatchedKind.CLAIM)).isEqualTo(claims);
        assertThat(cluster.events("shop")).extracting(Event::getReason).contains("SlotDropped");
        saysWhatIsKept(claims);

        cluster.given("shop");
        cluster.awaitReady("shop");
        assertThat(secret("shop-db-owner")).isEqualTo(password);
        assertThat(clusterId()).as("that of the broker's volume").isEqualTo(kafkaId);
        assertThat(names(WatchedKind.CLAIM)).isEqualTo(claims);
        assertThat(Names.of(cluster.pipeline("shop")).slot()).isNotEqualTo(slot);
    }

    private void saysWhatIsKept(List<String> claims) {
        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("Retained"))
                .singleElement()
                .satisfies(e -> assertThat(e.getNote())
                        .isEqualTo("Kept, as deletionPolicy says: PersistentVolumeClaims " + String.join(", ", claims)
                                + ", Secrets shop-apply, shop-db-owner, shop-db-replication, shop-db-superuser. A pipeline of the"
                                + " same name takes them up; to remove them: kubectl delete -n "
                                + cluster.namespace() + " pvc,secret -l cdcpipeline.io/pipeline=shop"));
    }

    @Test
    void deletionPolicyDeleteLeavesNothing() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        // Only the policy at the end counts.
        cluster.change("shop", "deletionPolicy: Delete");
        cluster.eventually(() -> assertThat(ours(WatchedKind.CLAIM).stream()
                        .filter(c -> c.getMetadata().getName().equals("shop-lake"))
                        .flatMap(c -> c.getMetadata().getOwnerReferences().stream()))
                .hasSize(1));

        cluster.delete("shop");
        cluster.awaitGone("shop");

        cluster.eventually(() -> assertThat(Stream.of(WatchedKind.values())
                        .filter(kind -> !names(kind).isEmpty()))
                .isEmpty());
    }

    @Test
    void connectorIsStoppedBeforeItsSlotIsDropped() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        String slot = Names.of(cluster.pipeline("shop")).slot();
        cluster.script.strimziRuns = false;
        cluster.script.connectAnswers = false;

        cluster.delete("shop");

        cluster.eventually(
                () -> assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source"))
                                .text("spec", "state"))
                        .isEqualTo("stopped"));
        assertThat(cluster.servers.slots(slot)).isEqualTo(1);
        cluster.script.strimziRuns = true;
        cluster.awaitGone("shop");
        assertThat(cluster.servers.slots(slot)).isZero();
    }

    @Test
    void endIsBoundedAndSaysWhatIsLeftBehind() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        cluster.script.strimziRuns = false;
        cluster.script.connectAnswers = false;

        cluster.delete("shop");
        cluster.eventually(() -> assertThat(cluster.shelf.find(WatchedKind.POD, "shop-apply-driver"))
                .isEmpty());
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.awaitGone("shop");

        assertThat(cluster.events("shop"))
                .filteredOn(e -> e.getReason().equals("LeftBehind"))
                .singleElement()
                .satisfies(e -> assertThat(e.getType()).isEqualTo("Warning"))
                .satisfies(e -> assertThat(e.getNote()).contains("KafkaConnector shop-source did not stop"));
    }

    @Test
    void pipelineThatNeverCapturedGoesAtOnce() {
        cluster.operator();
        cluster.script.databaseStarts = false;
        cluster.given("shop");
        cluster.awaitStage("shop", "Source");

        cluster.delete("shop");

        cluster.awaitGone("shop");
        assertThat(cluster.events("shop")).extracting(Event::getReason).doesNotContain("LeftBehind");
    }

    private String clusterId() {
        return new ObservedResource(cluster.shelf.all(WatchedKind.NODE_POOL).get(0)).text("status", "clusterId");
    }

    private Map<String, String> secret(String name) {
        return new ObservedResource(cluster.shelf.get(WatchedKind.SECRET, name)).texts("data");
    }

    private List<GenericKubernetesResource> ours(WatchedKind kind) {
        return cluster.shelf.all(kind).stream()
                .filter(r -> new ObservedResource(r).label("cdcpipeline.io/pipeline") != null)
                .toList();
    }

    private List<String> names(WatchedKind kind) {
        return ours(kind).stream().map(r -> r.getMetadata().getName()).sorted().toList();
    }
}
