package io.cdcpipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.reconcile.TestCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads from an operator that has a pipeline. */
class MonitoringIT {

    private final TestCluster cluster = TestCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void everyMetricOfTheOperatorThatAlertsAndDashboardAskForIsThere() {
        CdcOperator operator = cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");

        cluster.eventually(() -> {
            String page = metrics(operator.port());
            assertThat(MonitoringTest.ofTheOperator()).isNotEmpty().allSatisfy(name -> assertThat(page)
                    .containsPattern("(?m)^" + name + "\\{"));
        });
    }

    private static String metrics(int port) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
