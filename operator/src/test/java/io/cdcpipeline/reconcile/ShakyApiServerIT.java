package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.Forwarder;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API server fails some requests, or is away: pipelines run on, and what was asked for meanwhile is done. */
class ShakyApiServerIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.flaky.end();
        cluster.close();
    }

    /** Three in ten, each repeated once by the client: one in ten fails for good. */
    @Test
    void pipelineLivesAndEndsWhereOneRequestInTenFails() {
        cluster.operator();
        cluster.flaky.fail(0.3);

        cluster.given("shop");
        cluster.awaitReady("shop");
        cluster.change("shop", "job: {trigger: 2s}");
        cluster.eventually(() -> {
            assertThat(job()).contains("\"intervalMillis\" : 2000");
            assertThat(cluster.pipeline("shop").getStatus().observedGeneration())
                    .isEqualTo(2);
        });
        cluster.awaitReady("shop");
        cluster.delete("shop");
        cluster.awaitGone("shop");

        assertThat(cluster.flaky.failed()).isGreaterThan(20);
        assertThat(cluster.fatal()).isEmpty();
    }

    @Test
    void whatHappensWhileItIsAwayIsMadeUpForAndNothingIsMadeTwice() throws IOException {
        try (Forwarder way =
                new Forwarder("127.0.0.1", 0, cluster.client().getMasterUrl().getPort())) {
            cluster.operatorThrough(way.port());
            cluster.given("shop");
            cluster.awaitReady("shop");
            Map<String, String> before = uids();

            way.cut();
            cluster.change("shop", "job: {trigger: 2s}");
            cluster.shelf.delete(WatchedKind.CONFIG_MAP, "shop-connect");
            cluster.given("late");
            cluster.eventually(() -> assertThat(way.vain()).isGreaterThan(5));
            assertThat(job()).doesNotContain("\"intervalMillis\" : 2000");
            way.mend();

            cluster.awaitReady("late");
            cluster.eventually(() -> {
                assertThat(job()).contains("\"intervalMillis\" : 2000");
                assertThat(cluster.shelf.find(WatchedKind.CONFIG_MAP, "shop-connect"))
                        .isPresent();
            });
            cluster.awaitReady("shop");
            assertThat(uids()).containsAllEntriesOf(before);
            assertThat(cluster.fatal()).isEmpty();
        }
    }

    private String job() {
        return new ObservedResource(cluster.shelf.get(WatchedKind.CONFIG_MAP, "shop-apply")).text("data", "job.json");
    }

    /** Of what rows flow through. */
    private Map<String, String> uids() {
        return Stream.of(
                        WatchedKind.STATEFUL_SET,
                        WatchedKind.KAFKA,
                        WatchedKind.NODE_POOL,
                        WatchedKind.CONNECT,
                        WatchedKind.CONNECTOR,
                        WatchedKind.KUBEFLOW_APPLICATION,
                        WatchedKind.CLAIM)
                .flatMap(kind -> cluster.shelf.all(kind).stream())
                .collect(Collectors.toMap(
                        r -> r.getKind() + "/" + r.getMetadata().getName(),
                        r -> r.getMetadata().getUid()));
    }
}
