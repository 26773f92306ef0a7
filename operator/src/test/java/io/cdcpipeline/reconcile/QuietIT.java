package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.operator.CdcOperator;
import io.cdcpipeline.source.RealPostgres;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pipeline in which nothing changes but rows is never written. */
class QuietIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void steadyPipelinesAreOnlyRead() {
        CdcOperator operator = cluster.operator();
        cluster.given("shop");
        cluster.given("stock", "job: {executors: {count: 1}}");
        cluster.awaitReady("shop");
        cluster.awaitReady("stock");
        settled(operator, "shop", "stock");
        Map<String, String> before = cluster.versions();
        double writes = writes(operator);

        // Some fifteen polls, in which log position and lag move all the time.
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            RealPostgres.running().execute(cluster.database("shop"), "SELECT pg_logical_emit_message(true, 'x', 'y')");
            cluster.script.lagSeconds = 0.2 + Math.random() * 0.7;
            assertThat(cluster.versions()).isEqualTo(before);
            assertThat(writes(operator)).isEqualTo(writes);
        });
    }

    @Test
    void restartedOperatorFindsEverythingAsItShouldBe() {
        cluster.given("shop");
        started().close();
        // A claim is stored once more at its second apply although nothing differs (kube-apiserver 1.36), never again.
        started().close();
        Map<String, String> before = cluster.versions();
        String status = Serialization.asYaml(cluster.pipeline("shop").getStatus());

        started().close();

        // Compared first, since it says what was written; the versions say that something was.
        assertThat(Serialization.asYaml(cluster.pipeline("shop").getStatus())).isEqualTo(status);
        assertThat(cluster.versions()).isEqualTo(before);
    }

    @Test
    void operatorThatEndsFinishesWhatItHasBegun() throws InterruptedException {
        cluster.given("shop");
        started().close();
        String status = Serialization.asYaml(cluster.pipeline("shop").getStatus());

        cluster.held.hold("/serviceaccounts/shop-apply");
        CdcOperator operator = cluster.operator();
        cluster.held.awaitBegun();
        operator.close();

        assertThat(cluster.held.isAnswered()).as("what it had begun").isTrue();
        assertThat(Serialization.asYaml(cluster.pipeline("shop").getStatus())).isEqualTo(status);
    }

    /** One that has looked at the pipeline, applied what it has to, and come to rest. */
    private CdcOperator started() {
        CdcOperator operator = cluster.operator();
        cluster.awaitReady("shop");
        cluster.eventually(() -> assertThat(operator.registry()
                        .find("operator.sdk.reconciliations.success")
                        .counters())
                .isNotEmpty());
        settled(operator, "shop");
        return operator;
    }

    /**
     * Nothing has been written for a second, and the pipelines are ready: a first answer that was lost is said, and taken
     * back with the next one, so what was written before that is no rest yet.
     */
    private void settled(CdcOperator operator, String... pipelines) {
        double[] last = {-1};
        await().atMost(TestCluster.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> last[0] == (last[0] = writes(operator))
                        && Stream.of(pipelines).allMatch(this::ready));
    }

    private boolean ready(String pipeline) {
        return "True".equals(cluster.condition(pipeline, "Ready").getStatus());
    }

    private static double writes(CdcOperator operator) {
        return operator.registry().find("cdc.operator.api.requests").counters().stream()
                .filter(c -> !c.getId().getTag("method").matches("GET|WATCH"))
                .mapToDouble(c -> c.count())
                .sum();
    }
}
