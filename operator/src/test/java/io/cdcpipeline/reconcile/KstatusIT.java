package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.Kstatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tool that waits makes of a pipeline from its creation to its suspension. */
class KstatusIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void pipelineThatNobodyLooksAtIsInProgressAndOneThatRunsOrIsSuspendedIsNot() {
        cluster.given("shop");
        assertThat(cluster.pipeline("shop").getStatus().observedGeneration()).isEqualTo(-1);
        assertThat(verdict()).isEqualTo(Kstatus.IN_PROGRESS);

        cluster.script.databaseStarts = false;
        cluster.operator();
        cluster.eventually(() -> assertThat(types())
                .containsExactly(
                        "Ready",
                        "SourceReady",
                        "KafkaReady",
                        "ConnectReady",
                        "Capturing",
                        "Applying",
                        "TablesReady",
                        "Reconciling"));
        assertThat(verdict()).isEqualTo(Kstatus.IN_PROGRESS);

        cluster.script.databaseStarts = true;
        cluster.awaitReady("shop");
        assertThat(types()).doesNotContain("Reconciling", "Stalled", "Suspended");
        assertThat(verdict()).isEqualTo(Kstatus.CURRENT);

        cluster.change("shop", "suspend: true");
        assertThat(cluster.pipeline("shop").getMetadata().getGeneration()).isEqualTo(2);
        cluster.awaitStage("shop", "Suspended");
        assertThat(types()).contains("Suspended").doesNotContain("Reconciling");
        assertThat(verdict()).isEqualTo(Kstatus.CURRENT);
    }

    @Test
    void wrongPasswordIsStalledAsReadySaysUntilItIsCorrected() {
        ExternalShop shop = ExternalShop.in(cluster);
        cluster.operator();
        shop.login("wrong");
        shop.given("shop.*");

        cluster.eventually(() -> {
            Condition stalled = cluster.condition("shop", "Stalled");
            assertThat(stalled.getStatus()).isEqualTo("True");
            assertThat(stalled.getReason()).isEqualTo("WrongCredentials");
            assertThat(stalled.getMessage())
                    .isEqualTo(cluster.condition("shop", "Ready").getMessage())
                    .contains("correct Secret shop-login");
        });
        assertThat(verdict()).isEqualTo(Kstatus.FAILED);

        shop.login("right");
        shop.sql("CREATE PUBLICATION " + shop.names().publication() + " FOR TABLE shop.orders");
        cluster.awaitReady("shop");
        assertThat(types()).doesNotContain("Stalled");
        assertThat(verdict()).isEqualTo(Kstatus.CURRENT);
    }

    private List<String> types() {
        var conditions = cluster.pipeline("shop").getStatus().conditions();
        return conditions == null
                ? List.of()
                : conditions.stream().map(Condition::getType).toList();
    }

    private Kstatus verdict() {
        CdcPipeline pipeline = cluster.pipeline("shop");
        return Kstatus.of(
                pipeline.getMetadata().getGeneration(),
                pipeline.getStatus().observedGeneration(),
                pipeline.getStatus().conditions());
    }
}
