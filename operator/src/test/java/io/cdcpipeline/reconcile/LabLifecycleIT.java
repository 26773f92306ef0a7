package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JupyterLab beside a pipeline, on a real API server. */
class LabLifecycleIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void labComesWithTheFieldAndGoesWithItButForTheUsersWork() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        assertThat(cluster.condition("shop", "LabReady").getType()).isNull();
        assertThat(cluster.shelf.find(WatchedKind.STATEFUL_SET, "shop-lab")).isEmpty();

        cluster.change("shop", "lab: {}");
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "LabReady").getStatus()).isEqualTo("True"));
        assertThat(cluster.pipeline("shop").getStatus().lab().url())
                .isEqualTo("http://shop-lab." + cluster.namespace() + ".svc:8888/lab");
        assertThat(cluster.condition("shop", "LabReady").getMessage())
                .contains("kubectl -n " + cluster.namespace() + " port-forward service/shop-lab 8888");
        assertThat(cluster.condition("shop", "Ready").getStatus()).isEqualTo("True");
        Map<String, String> secret = data(WatchedKind.SECRET, "shop-lab");
        assertThat(secret).containsOnlyKeys("password", "token", "username");
        assertThat(data(WatchedKind.CONFIG_MAP, "shop-lab").toString()).doesNotContain(secret.get("token"));

        cluster.change("shop", "lab: null");
        awaitNoLab();
        assertThat(cluster.shelf.find(WatchedKind.CLAIM, "data-shop-lab-0")).isPresent();
        assertThat(cluster.condition("shop", "Ready").getStatus()).isEqualTo("True");
    }

    @Test
    void volumeGoesWithTheLabWhereThePolicySaysSo() {
        cluster.operator();
        cluster.given("shop", "deletionPolicy: Delete", "lab: {}");
        cluster.awaitReady("shop");

        cluster.eventually(
                () -> assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.STATEFUL_SET, "shop-lab"))
                                .text("spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"))
                        .isEqualTo("Delete"));

        cluster.delete("shop");
        cluster.awaitGone("shop");
        cluster.eventually(
                () -> assertThat(cluster.shelf.all(WatchedKind.CLAIM)).isEmpty());
    }

    @Test
    void tokenOfTheUsersOwnIsMounted() {
        cluster.operator();
        cluster.given(
                "shop",
                "lab: {token: {secret: my-token}, image: registry.example.com/lab:1, service: {type: NodePort}}");
        cluster.awaitReady("shop");

        cluster.eventually(() -> {
            GenericKubernetesResource set = cluster.shelf.get(WatchedKind.STATEFUL_SET, "shop-lab");
            assertThat(set.get("spec", "template", "spec").toString())
                    .contains("my-token", "registry.example.com/lab:1");
            assertThat(new ObservedResource(cluster.shelf.get(WatchedKind.SERVICE, "shop-lab")).text("spec", "type"))
                    .isEqualTo("NodePort");
        });
        assertThat(cluster.pipeline("shop").getStatus().lab().token()).contains("get secret my-token");
    }

    private void awaitNoLab() {
        cluster.eventually(() -> {
            for (WatchedKind kind : new WatchedKind[] {
                WatchedKind.STATEFUL_SET,
                WatchedKind.SERVICE,
                WatchedKind.CONFIG_MAP,
                WatchedKind.SECRET,
                WatchedKind.POD
            }) {
                assertThat(cluster.shelf.all(kind))
                        .extracting(r -> r.getMetadata().getName())
                        .noneMatch(name -> name.startsWith("shop-lab"));
            }
            assertThat(cluster.condition("shop", "LabReady").getType()).isNull();
            assertThat(cluster.pipeline("shop").getStatus().lab()).isNull();
        });
    }

    private Map<String, String> data(WatchedKind kind, String name) {
        return cluster.shelf.get(kind, name).get("data");
    }
}
