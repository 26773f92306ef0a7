package io.cdcpipeline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Others in the cluster have a say in what is made: their refusal is one stage's, and the other stages are told on. */
class RefusedIT {

    private final TestCluster cluster = TestCluster.start();
    private final DeadWebhook webhook = new DeadWebhook(cluster);

    @AfterEach
    void end() {
        webhook.remove();
        cluster.close();
    }

    @Test
    void webhookThatDoesNotAnswerIsItsStagesConditionAndTheOthersAreTold() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        webhook.stands(WatchedKind.CONNECT, "kafkaconnects", "UPDATE");

        cluster.change("shop", "connect: {resources: {requests: {cpu: 350m}}}");

        cluster.eventually(() -> {
            Condition connect = cluster.condition("shop", "ConnectReady");
            assertThat(connect.getReason()).isEqualTo("WebhookUnreachable");
            assertThat(connect.getMessage())
                    .startsWith("KafkaConnect shop-connect: failed calling webhook \"dead.acme.test\": ")
                    .contains("not found; bring back what serves this webhook")
                    .doesNotContain("Exception");
            assertThat(cluster.condition("shop", "Ready").getMessage()).isEqualTo("Connect: " + connect.getMessage());
            assertThat(statuses("Capturing", "Applying", "TablesReady")).containsOnly("True");
        });

        cluster.script.tableState = "Failed";
        cluster.script.tableMessage = "column a is text now";
        cluster.eventually(
                () -> assertThat(cluster.condition("shop", "TablesReady").getMessage())
                        .contains("shop.orders (column a is text now)"));
        cluster.script.taskTrace = "java.io.IOException: No space";
        cluster.eventually(() ->
                assertThat(cluster.condition("shop", "Capturing").getReason()).isEqualTo("TaskFailed"));
        assertThat(cluster.condition("shop", "ConnectReady").getReason()).isEqualTo("WebhookUnreachable");

        cluster.script.tableState = "Live";
        cluster.script.taskTrace = "";
        webhook.remove();
        cluster.awaitReady("shop");
    }

    @Test
    void deletionThatAWebhookHoldsUpDoesNotBreakOffThePass() {
        cluster.operator();
        cluster.given("shop", "job: {executors: {count: 1}}");
        cluster.awaitReady("shop");
        webhook.stands(WatchedKind.ROLE, "roles", "DELETE");

        cluster.change("shop", "job: {executors: {count: 0}}");

        cluster.eventually(() -> {
            Condition applying = cluster.condition("shop", "Applying");
            assertThat(applying.getReason()).isEqualTo("WebhookUnreachable");
            assertThat(applying.getMessage()).startsWith("Role shop-apply");
            assertThat(cluster.shelf.all(WatchedKind.ROLE_BINDING)).isEmpty();
            assertThat(statuses("SourceReady", "KafkaReady", "ConnectReady", "Capturing"))
                    .containsOnly("True");
        });

        webhook.remove();
        cluster.awaitReady("shop");
        assertThat(cluster.shelf.all(WatchedKind.ROLE)).isEmpty();
    }

    @Test
    void endOfAPipelineSaysWhoHoldsItUp() {
        cluster.operator();
        cluster.given("shop", "deletionPolicy: Delete");
        cluster.awaitReady("shop");
        webhook.stands(WatchedKind.KUBEFLOW_APPLICATION, "sparkapplications", "DELETE");

        cluster.delete("shop");

        cluster.eventually(() -> assertThat(cluster.condition("shop", "Ready").getMessage())
                .startsWith("Not yet: the API server refused a step of it: failed calling webhook \"dead.acme.test\""));
        webhook.remove();
        cluster.awaitGone("shop");
    }

    @Test
    void restartThatAWebhookHoldsUpSaysSo() {
        cluster.operator();
        cluster.given("shop");
        cluster.awaitReady("shop");
        webhook.stands(WatchedKind.KUBEFLOW_APPLICATION, "sparkapplications", "DELETE");

        cluster.operation("again", "{pipeline: shop, restart: {stage: Apply}}");

        cluster.eventually(() -> assertThat(cluster.operation("again")
                        .getStatus()
                        .conditions()
                        .get(0)
                        .getMessage())
                .startsWith("the cluster refused it: failed calling webhook \"dead.acme.test\"")
                .endsWith("; tried again by itself"));
        webhook.remove();
        cluster.eventually(
                () -> assertThat(cluster.operation("again").getStatus().phase()).isEqualTo("Succeeded"));
    }

    @Test
    void quotaIsItsStagesConditionUntilItIsRaised() {
        ResourceQuota quota = noConnectors();
        cluster.operator();
        cluster.given("shop");

        cluster.eventually(() -> {
            Condition capturing = cluster.condition("shop", "Capturing");
            assertThat(capturing.getReason()).isEqualTo("QuotaExceeded");
            assertThat(capturing.getMessage())
                    .startsWith("KafkaConnector shop-source: ")
                    .contains("exceeded quota: few, requested: count/kafkaconnectors.kafka.strimzi.io=1")
                    .endsWith("; raise the quota or free some of it; tried again by itself");
            assertThat(statuses("SourceReady", "KafkaReady", "ConnectReady")).containsOnly("True");
            assertThat(cluster.pipeline("shop").getStatus().stage()).isEqualTo("Capture");
        });

        List<StatusDetails> gone = cluster.client().resource(quota).delete();
        assertThat(gone).isNotEmpty();
        cluster.awaitReady("shop");
    }

    private List<String> statuses(String... types) {
        return List.of(types).stream()
                .map(type -> cluster.condition("shop", type).getStatus())
                .toList();
    }

    /** The controller that counts is not part of an API server: its figures are written by hand. */
    private ResourceQuota noConnectors() {
        var none = Map.of("count/kafkaconnectors.kafka.strimzi.io", new Quantity("0"));
        ResourceQuota quota = cluster.client()
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("few")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(none)
                        .endSpec()
                        .build())
                .create();
        return cluster.client()
                .resource(new ResourceQuotaBuilder(quota)
                        .withNewStatus()
                        .withHard(none)
                        .withUsed(none)
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
