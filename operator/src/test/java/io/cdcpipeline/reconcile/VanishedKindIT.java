package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.ThirdPartyCrds;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strimzi is uninstalled, its definitions with it, before the pipeline is deleted. */
class VanishedKindIT {

    private final TestCluster cluster = TestCluster.start();
    private final ExternalShop shop = ExternalShop.in(cluster);

    @AfterEach
    void end() {
        cluster.close();
        ApiServer.running().install(ThirdPartyCrds.STRIMZI);
    }

    @Test
    void slotGoesWithThePipelineAllTheSame() {
        cluster.operator();
        shop.ready("shop.*");
        String slot = shop.createSlot();
        cluster.eventually(
                () -> assertThat(cluster.pipeline("shop").getStatus().source().retainedWal())
                        .isNotNull());

        uninstallStrimzi();
        cluster.eventually(
                () -> assertThat(cluster.condition("shop", "ConnectReady").getReason())
                        .isEqualTo("Waiting"));
        cluster.delete("shop");

        cluster.eventually(() -> assertThat(cluster.servers.slots(slot)).isZero());
        cluster.clock.pass(Duration.ofMinutes(1));
        cluster.awaitGone("shop");
    }

    private void uninstallStrimzi() {
        var definitions = cluster.client().apiextensions().v1().customResourceDefinitions();
        definitions.list().getItems().stream()
                .filter(d -> d.getSpec().getGroup().endsWith("strimzi.io"))
                .forEach(d -> definitions.resource(d).delete());
        cluster.eventually(() -> assertThat(cluster.client().getApiResources("kafka.strimzi.io/v1"))
                .isNull());
    }
}
