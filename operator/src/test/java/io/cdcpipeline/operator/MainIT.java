package io.cdcpipeline.operator;

import static io.cdcpipeline.operator.OperatorProcess.freePort;
import static io.cdcpipeline.operator.OperatorProcess.get;
import static io.cdcpipeline.operator.OperatorProcess.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.reconcile.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainIT {

    private final TestCluster cluster = TestCluster.start();
    private final List<OperatorProcess> operators = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        operators.forEach(OperatorProcess::close);
        cluster.close();
    }

    @Test
    void wrongConfigurationEndsAtOnceWithAllThatIsWrong() throws Exception {
        OperatorProcess operator =
                run(Map.of("CDC_HTTP_PORT", "x", "CDC_NAMESPACES", "A", "CDC_LEADER_ELECTION", "false"));

        assertThat(operator.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(operator.process().exitValue()).isEqualTo(2);
        assertThat(operator.log())
                .contains("CDC_HTTP_PORT is 'x'", "CDC_NAMESPACES holds 'A'")
                .doesNotContain("Exception");
    }

    @Test
    void processAnswersProbesAndEndsWhenToldTo() throws Exception {
        int port = freePort();
        OperatorProcess operator = run(environment(port));

        cluster.eventually(() -> assertThat(status(port, "/readyz")).isEqualTo(200));
        assertThat(status(port, "/healthz")).isEqualTo(200);
        cluster.given("shop");
        // This process knows no names of Services.
        cluster.eventually(() ->
                assertThat(operator.log()).contains("[" + cluster.namespace() + "/shop] PipelineEvents: UnknownHost"));
        assertThat(get(port, "/metrics").body())
                .contains("cdc_pipeline_condition{name=\"shop\",namespace=\"" + cluster.namespace()
                        + "\",type=\"Ready\"} 0.0")
                .contains("operator_sdk_reconciliations_started_total")
                .contains("cdc_operator_api_requests_total{method=\"PATCH\"}");

        operator.process().destroy();

        assertThat(operator.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(operator.log()).doesNotContain("Exception");
    }

    @Test
    void killedProcessIsFollowedByOneThatGoesOnAndDrawsNoNewPassword() throws Exception {
        OperatorProcess first = run(environment(freePort()));
        cluster.given("shop");
        cluster.eventually(() -> assertThat(cluster.shelf.find(WatchedKind.STATEFUL_SET, "shop-db"))
                .isPresent());
        first.close();
        Map<String, String> password = password();
        cluster.change("shop", "source: {postgresql: {managed: {resources: {requests: {cpu: 250m}}}}}");

        run(environment(freePort()));

        cluster.eventually(() -> assertThat(cluster.shelf
                        .get(WatchedKind.STATEFUL_SET, "shop-db")
                        .<Object>get("spec", "template", "spec", "containers", 0, "resources", "requests", "cpu"))
                .isEqualTo("250m"));
        assertThat(password()).isEqualTo(password);
    }

    private Map<String, String> password() {
        return new ObservedResource(cluster.shelf.get(WatchedKind.SECRET, "shop-db-owner")).texts("data");
    }

    private Map<String, String> environment(int port) {
        return Map.of(
                "CDC_NAMESPACES",
                cluster.namespace(),
                "CDC_LEADER_ELECTION",
                "false",
                "CDC_HTTP_PORT",
                Integer.toString(port),
                "CDC_POLL_INTERVAL",
                "1s");
    }

    private OperatorProcess run(Map<String, String> environment) throws IOException {
        OperatorProcess operator = OperatorProcess.start(folder, environment);
        operators.add(operator);
        return operator;
    }
}
