package io.cdcpipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.reconcile.OperatorConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void everythingHasADefaultButWhereTheLeaseLies() {
        OperatorConfig config = Environment.read(Map.of("POD_NAMESPACE", "ops", "HOSTNAME", "op-7"));

        assertThat(config.namespaces()).isEmpty();
        assertThat(config.leaderNamespace()).isEqualTo("ops");
        assertThat(config.instance()).isEqualTo("op-7");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.teardownTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.settings().images()).isEqualTo(Settings.defaults().images());
        assertThat(config.settings().versions()).isEqualTo(Settings.defaults().versions());
        assertThat(config.settings().operatorNamespace())
                .as("its pods are there")
                .isEqualTo("ops");
    }

    @Test
    void valuesAreTaken() {
        OperatorConfig config = Environment.read(Map.of(
                "CDC_NAMESPACES", " shop, stock ,shop",
                "CDC_LEADER_ELECTION", "false",
                "CDC_HTTP_PORT", "0",
                "CDC_POLL_INTERVAL", "1500ms",
                "CDC_TEARDOWN_TIMEOUT", "1h",
                "CDC_JOB_IMAGE", "registry.example.com/job@sha256:abc",
                "CDC_KAFKA_VERSION", "4.3.0"));

        assertThat(config.namespaces()).containsExactly("shop", "stock");
        assertThat(config.leaderNamespace()).isNull();
        assertThat(config.port()).isZero();
        assertThat(config.pollInterval()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.teardownTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(config.settings().images().job()).isEqualTo("registry.example.com/job@sha256:abc");
        assertThat(config.settings().versions().kafka()).isEqualTo("4.3.0");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> Environment.read(Map.of(
                        "CDC_NAMESPACES", "shop,Not A Namespace",
                        "CDC_LEADER_ELECTION", "yes",
                        "CDC_HTTP_PORT", "70000",
                        "CDC_POLL_INTERVAL", "15",
                        "CDC_TEARDOWN_TIMEOUT", "99999999s",
                        "CDC_JOB_IMAGE", "a b",
                        "CDC_NAMESPACE", "shop")))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .satisfiesExactlyInAnyOrder(
                                line -> assertThat(line)
                                        .startsWith("CDC_NAMESPACE is unknown; there are CDC_CONNECT_IMAGE,"),
                                line -> assertThat(line).startsWith("CDC_NAMESPACES holds 'Not A Namespace'"),
                                line -> assertThat(line).isEqualTo("CDC_LEADER_ELECTION is 'yes': give true or false"),
                                line -> assertThat(line).startsWith("CDC_HTTP_PORT is '70000'"),
                                line -> assertThat(line)
                                        .isEqualTo(
                                                "CDC_POLL_INTERVAL is '15': give a number with ms, s, m or h, such as 15s"),
                                line -> assertThat(line).startsWith("CDC_TEARDOWN_TIMEOUT is '99999999s'"),
                                line -> assertThat(line).isEqualTo("CDC_JOB_IMAGE is 'a b': it may hold no blank")));
    }

    @Test
    void electionWithoutANamespaceIsNamedWithBothWaysOut() {
        assertThatThrownBy(() -> Environment.read(Map.of()))
                .hasMessage(
                        "POD_NAMESPACE is not set, and the leader's Lease lies there: set it from metadata.namespace,"
                                + " or CDC_LEADER_ELECTION to false");
    }

    @Test
    void pollingFasterThanASecondIsRefused() {
        assertThatThrownBy(() -> Environment.read(Map.of("POD_NAMESPACE", "x", "CDC_POLL_INTERVAL", "10ms")))
                .hasMessage("CDC_POLL_INTERVAL is '10ms': give 1s or more");
    }

    @Test
    void emptyIsNotSetAndServicesOfTheNamespaceAreNoMistake() {
        OperatorConfig config = Environment.read(Map.of(
                "POD_NAMESPACE", "x",
                "CDC_NAMESPACES", "",
                "CDC_HTTP_PORT", " ",
                "CDC_DB_SERVICE_HOST", "10.0.0.1",
                "CDC_DB_SERVICE_PORT_PG", "5432",
                "CDC_DB_PORT_5432_TCP", "tcp://10.0.0.1:5432"));

        assertThat(config.port()).isEqualTo(8080);
    }
}
