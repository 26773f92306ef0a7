package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody changes by hand what the operator made. */
class HandEditIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void whatIsDeletedComesBackAsItWas() {
        cluster.operator();
        cluster.given("shop", "job: {executors: {count: 1}}");
        cluster.awaitReady("shop");

        for (WatchedKind kind : WatchedKind.values()) {
            for (GenericKubernetesResource before : made(kind)) {
                String name = before.getMetadata().getName();
                cluster.shelf.delete(kind, name);
                cluster.eventually(() -> {
                    GenericKubernetesResource after = cluster.shelf.get(kind, name);
                    assertThat(after.getMetadata().getUid())
                            .isNotEqualTo(before.getMetadata().getUid());
                    assertThat(content(after)).isEqualTo(content(before));
                });
            }
        }
        cluster.awaitReady("shop");
    }

    /** A Service gets another address, which is not ours to choose. */
    private static String content(GenericKubernetesResource resource) {
        return (resource.<Object>get("spec") + " " + resource.<Object>get("data"))
                .replaceAll("clusterIPs?=[^ ]*", "clusterIP");
    }

    /** Pods are their controllers' business, and a volume that is bound changes nothing in its claim's spec. */
    private List<GenericKubernetesResource> made(WatchedKind kind) {
        return kind == WatchedKind.POD
                ? List.of()
                : cluster.shelf.all(kind).stream()
                        .filter(r -> "cdcpipeline-operator"
                                .equals(new ObservedResource(r).label("app.kubernetes.io/managed-by")))
                        .toList();
    }

    @Test
    void whatIsEditedIsSetRightAndWhatIsAddedStays() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");

        cluster.shelf.edit(WatchedKind.STATEFUL_SET, "shop-db", "{\"spec\": {\"replicas\": 3}}");
        cluster.shelf.edit(WatchedKind.CONNECTOR, "shop-source", "{\"spec\": {\"tasksMax\": 9}}");
        cluster.shelf.edit(WatchedKind.CONFIG_MAP, "shop-apply", "{\"data\": {\"job.json\": \"{}\"}}");
        cluster.shelf.edit(
                WatchedKind.SERVICE,
                "shop-db",
                "{\"metadata\": {\"labels\": {\"cdcpipeline.io/pipeline\": \"other\"}}}");
        cluster.shelf.edit(WatchedKind.KAFKA, "shop-kafka", "{\"metadata\": {\"annotations\": {\"team\": \"blue\"}}}");

        cluster.eventually(() -> {
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.STATEFUL_SET, "shop-db"))
                            .number("spec", "replicas"))
                    .isEqualTo(1);
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.CONNECTOR, "shop-source"))
                            .number("spec", "tasksMax"))
                    .isEqualTo(1);
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.CONFIG_MAP, "shop-apply"))
                            .text("data", "job.json"))
                    .contains("topicPrefix");
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.SERVICE, "shop-db"))
                            .label("cdcpipeline.io/pipeline"))
                    .isEqualTo("shop");
        });
        assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.KAFKA, "shop-kafka")).annotation("team"))
                .isEqualTo("blue");
    }

    @Test
    void ownerThatIsRemovedComesBackThoughTheClusterGuardsOwners() {
        cluster.operator();
        cluster.given("shop", "deletionPolicy: Delete", "job: {executors: {count: 1}}");
        cluster.awaitReady("shop");
        List<WatchedKind> kinds = Stream.of(WatchedKind.values())
                .filter(kind -> !made(kind).isEmpty())
                .toList();
        assertThat(kinds).hasSize(13);

        kinds.forEach(kind -> cluster.shelf.edit(kind, nameOfOne(kind), "{\"metadata\": {\"ownerReferences\": null}}"));

        cluster.eventually(() -> assertThat(kinds).allSatisfy(kind -> assertThat(
                        cluster.shelf.get(kind, nameOfOne(kind)).getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactly(cluster.pipeline("shop").getMetadata().getUid())));
        cluster.awaitReady("shop");
    }

    private String nameOfOne(WatchedKind kind) {
        return made(kind).get(0).getMetadata().getName();
    }

    @Test
    void passwordThatIsRemovedIsPutBackAndNeverDrawnAnew() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        Map<String, String> before = secret();

        cluster.shelf.edit(WatchedKind.SECRET, "shop-db-owner", "{\"data\": {\"password\": null}}");
        cluster.eventually(() -> assertThat(secret()).isEqualTo(before));

        cluster.shelf.edit(WatchedKind.SECRET, "shop-db-owner", "{\"data\": {\"username\": \"eA==\"}}");
        cluster.eventually(() -> assertThat(secret()).isEqualTo(before));
    }

    @Test
    void whatSomebodyElseMadeUnderOurNameIsNotTakenOver() {
        cluster.shelf.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: shop-db}, data: {theirs: 'yes'}}");
        cluster.operator();
        cluster.given("shop");

        cluster.eventually(() -> assertThat(cluster.condition("shop", "Ready").getMessage())
                .isEqualTo(
                        "Source: ConfigMap shop-db exists and is not this pipeline's: remove it, or give the pipeline"
                                + " another name"));
        assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.CONFIG_MAP, "shop-db")).texts("data"))
                .containsOnlyKeys("theirs");

        cluster.shelf.delete(WatchedKind.CONFIG_MAP, "shop-db");
        cluster.awaitReady("shop");
    }

    private Map<String, String> secret() {
        return new ObservedResource(cluster.shelf.get(WatchedKind.SECRET, "shop-db-owner")).texts("data");
    }
}
