package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.operator.CdcOperator;
import io.cdcpipeline.plan.Names;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which pipelines are an operator's. */
class NamespacesIT {

    private final TestCluster one = TestCluster.start();
    private final TestCluster two = TestCluster.start();

    @AfterEach
    void end() {
        one.close();
        two.close();
    }

    @Test
    void operatorOfOneNamespaceLeavesOthersAlone() {
        one.operator();
        one.given("shop");
        two.given("shop");

        one.awaitReady("shop");
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(two.pipeline("shop").getStatus().observedGeneration()).isEqualTo(-1);
            assertThat(two.pipeline("shop").getMetadata().getFinalizers()).isEmpty();
        });
    }

    @Test
    void operatorOfSeveralNamespacesServesEach() {
        CdcOperator operator = one.operator(one.config(Set.of(one.namespace(), two.namespace())));
        one.given("shop");
        two.given("shop");

        one.awaitReady("shop");
        // The routes of this operator know the first namespace's servers only: the second one's database has no name.
        two.eventually(() ->
                assertThat(two.condition("shop", "SourceReady").getReason()).isEqualTo("UnknownHost"));
        assertThat(operator.leads()).isTrue();
    }

    @Test
    void operatorOfTheClusterSeesNamespacesThatComeLater() {
        one.operator(one.config(Set.of()));
        try (TestCluster late = TestCluster.start()) {
            late.given("shop");

            late.eventually(
                    () -> assertThat(late.condition("shop", "SourceReady").getStatus())
                            .isEqualTo("False"));
            late.delete("shop");
            late.awaitGone("shop");
        }
    }

    @Test
    void pipelinesOfOneNamespaceDoNotMeet() {
        one.operator();
        one.given("shop");
        one.given("stock");

        one.awaitReady("shop");
        one.awaitReady("stock");
        Names shop = Names.of(one.pipeline("shop"));
        Names stock = Names.of(one.pipeline("stock"));
        assertThat(one.servers.slots(shop.slot())).isEqualTo(1);
        assertThat(one.servers.slots(stock.slot())).isEqualTo(1);

        one.change("shop", "suspend: true");
        one.awaitStage("shop", "Suspended");
        one.delete("shop");
        one.awaitGone("shop");

        assertThat(one.condition("stock", "Ready").getStatus()).isEqualTo("True");
        assertThat(one.servers.slots(shop.slot())).isZero();
        assertThat(one.servers.slots(stock.slot())).isEqualTo(1);
    }
}
