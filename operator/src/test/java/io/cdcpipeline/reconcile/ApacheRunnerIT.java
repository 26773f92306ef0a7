package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Names;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apache's Spark operator can neither suspend an application nor change one that runs. */
class ApacheRunnerIT {

    private static final String DRIVER = "shop-apply-0-driver";

    private final TestCluster cluster = TestCluster.start();

    @BeforeEach
    void aRunningPipeline() {
        cluster.operator();
        cluster.given("shop", "job: {runner: Apache}");
        cluster.awaitReady("shop");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void suspensionDeletesTheApplicationAndResumptionMakesItAnew() {
        cluster.change("shop", "suspend: true");

        cluster.awaitStage("shop", "Suspended");
        assertThat(cluster.shelf.all(WatchedKind.APACHE_APPLICATION)).isEmpty();
        assertThat(cluster.shelf.find(WatchedKind.POD, DRIVER)).isEmpty();
        assertThat(cluster.servers.slots(Names.of(cluster.pipeline("shop")).slot()))
                .isEqualTo(1);

        cluster.change("shop", "suspend: false");
        cluster.awaitReady("shop");
        assertThat(cluster.shelf.all(WatchedKind.APACHE_APPLICATION)).hasSize(1);
    }

    @Test
    void changeOfTheJobMakesTheApplicationAnew() {
        String before = driver().getMetadata().getUid();

        cluster.change("shop", "job: {trigger: 2s}");

        cluster.eventually(() -> {
            assertThat(driver().getMetadata().getUid()).isNotEqualTo(before);
            assertThat(new ObservedResource(driver()).label(Labels.SPEC_HASH))
                    .isEqualTo(new ObservedResource(cluster.shelf.get(WatchedKind.APACHE_APPLICATION, "shop-apply"))
                            .annotation(Labels.SPEC_HASH));
        });
        cluster.awaitReady("shop");
        assertThat(cluster.events("shop")).extracting(Event::getReason).doesNotContain("ChangeMissed");
    }

    private GenericKubernetesResource driver() {
        return cluster.shelf.get(WatchedKind.POD, DRIVER);
    }
}
