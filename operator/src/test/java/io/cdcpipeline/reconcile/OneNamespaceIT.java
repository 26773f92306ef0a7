package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An operator that has Roles instead of the ClusterRole: in its pipelines' namespace, with the same rules, and beside its
 * lease. So installs it the chart with {@code namespaces}, see HelmIT.
 */
class OneNamespaceIT {

    private final TestCluster cluster = TestCluster.start();
    private final TestCluster another = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
        another.close();
    }

    @Test
    void pipelineLivesAndEndsUnderRolesOfItsNamespace() {
        cluster.operatorUnderRoles(cluster.config(Set.of(cluster.namespace()), cluster.namespace(), "bounded"));
        cluster.given("shop", "deletionPolicy: Delete", "lab: {}", "job: {executors: {count: 1}}");
        cluster.awaitReady("shop");
        cluster.operation("restart", "{pipeline: shop, ttlAfterFinished: 0s, restart: {stage: Capture}}");
        cluster.eventually(() -> assertThat(cluster.operation("restart")).isNull());
        cluster.change("shop", "suspend: true");
        cluster.awaitStage("shop", "Suspended");

        cluster.delete("shop");
        cluster.awaitGone("shop");

        cluster.eventually(
                () -> assertThat(List.of(WatchedKind.values())).allSatisfy(kind -> assertThat(cluster.shelf.all(kind))
                        .as("%s", kind)
                        .noneMatch(resource -> resource.getMetadata().getName().startsWith("shop"))));
    }

    @Test
    void rolesOfOneNamespaceOpenNoOther() {
        var login = ShippedRole.loginUnderRoles(cluster.client(), cluster.namespace());
        try (var client = ShippedRole.client(login)) {
            assertThat(client.secrets().inNamespace(cluster.namespace()).list().getItems())
                    .isNotNull();
            assertThat(ShippedRole.refused(() ->
                            client.secrets().inNamespace(another.namespace()).list()))
                    .isTrue();
            assertThat(ShippedRole.refused(
                            () -> client.secrets().inAnyNamespace().list()))
                    .isTrue();
        }
    }
}
