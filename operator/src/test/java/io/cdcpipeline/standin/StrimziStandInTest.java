package io.cdcpipeline.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Strimzi, as it is played here, makes of the plan's own resources: a setting that Strimzi would drop fails here. */
class StrimziStandInTest {

    private static final String PIPELINE = """
            apiVersion: cdcpipeline.io/v1alpha1
            kind: CdcPipeline
            metadata: {name: p, namespace: shop, uid: 11111111-2222-3333-4444-555555555555}
            spec:
              source: {postgresql: {database: d, managed: {}}}
              tables: ["s.*"]
              lake: {volume: {size: 1Gi}}
            """;

    @Test
    void podsAndServicesBearStrimzisNames() {
        assertThat(brokers())
                .extracting(r -> r.getMetadata().getName())
                .contains("p-kafka-kafka-bootstrap", "p-kafka-kafka-brokers", pool().name());
        assertThat(workers())
                .extracting(r -> r.getMetadata().getName())
                .contains("p-connect-connect", "p-connect-connect-api");
        assertThat(one(brokers(), StatefulSet.class).getMetadata().getName())
                .isEqualTo("p-kafka-" + pool().pool().name());
    }

    @Test
    void theBrokerListensWherePlanAndPodsLookForIt() {
        String properties = one(brokers(), ConfigMap.class).getData().get("server-0.properties");
        String host = pool().name() + "-0.p-kafka-kafka-brokers.shop.svc";
        assertThat(properties)
                .contains("advertised.listeners=REPLICATION-9091://" + host + ":9091,PLAIN-9092://" + host + ":9092\n")
                .contains("controller.quorum.voters=0@" + host + ":9090\n")
                .contains("compression.type=producer\n");
        assertThat(one(brokers(), Service.class).getSpec().getPorts())
                .extracting(port -> port.getPort())
                .containsExactly(9092);
    }

    @Test
    void aClaimBearsThePipelinesLabelThoughStrimziMadeIt() {
        var claims = one(brokers(), StatefulSet.class).getSpec().getVolumeClaimTemplates();
        assertThat(claims).singleElement().satisfies(claim -> {
            assertThat(claim.getMetadata().getName()).isEqualTo("data-0");
            assertThat(claim.getMetadata().getLabels()).containsEntry("cdcpipeline.io/pipeline", "p");
        });
    }

    @Test
    void workersReadSecretsThroughThePlansProviderAndStrimzis() {
        assertThat(one(workers(), ConfigMap.class).getData().get("kafka-connect.properties"))
                .contains("config.providers=directory,strimzienv\n")
                .contains("bootstrap.servers=p-kafka-kafka-bootstrap.shop.svc:9092\n")
                .contains("offset.flush.interval.ms=1000\n");
        var container = one(workers(), StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains("/mnt/database", "/tmp", "/opt/kafka/custom-config");
    }

    @Test
    void aSettingThatStrimziDropsIsRefused() {
        assertThatThrownBy(() ->
                        new ConnectResources(changed("KafkaConnect", "/spec/config", "ssl.truststore.type")).all())
                .isInstanceOf(InvalidResourceException.class)
                .hasMessageContaining("config.ssl.truststore.type");
    }

    @Test
    void aFailureIsNotReadyAndNeverReadyFalse() {
        StrimziResource connect = planned("KafkaConnect");
        ObjectNode status = Status.notReady(connect, new InvalidResourceException("so it is"));
        assertThat(status.at("/conditions")).hasSize(1);
        assertThat(status.at("/conditions/0/type").asText()).isEqualTo("NotReady");
        assertThat(status.at("/conditions/0/status").asText()).isEqualTo("True");
        assertThat(status.at("/conditions/0/reason").asText()).isEqualTo("InvalidResourceException");
    }

    private static BrokerPool pool() {
        return BrokerPool.of(planned("Kafka"), List.of(planned("KafkaNodePool")));
    }

    private static List<HasMetadata> brokers() {
        return new BrokerResources(pool()).all();
    }

    private static List<HasMetadata> workers() {
        return new ConnectResources(planned("KafkaConnect")).all();
    }

    private static <T extends HasMetadata> T one(List<HasMetadata> resources, Class<T> type) {
        return resources.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static StrimziResource planned(String kind) {
        CdcPipeline pipeline = Serialization.unmarshal(PIPELINE, CdcPipeline.class);
        HasMetadata planned = Planner.plan(pipeline, Settings.defaults())
                .resources()
                .filter(r -> r.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
        return stored(planned);
    }

    private static StrimziResource changed(String kind, String pointer, String setting) {
        StrimziResource planned = planned(kind);
        ((ObjectNode) planned.tree().at(pointer)).put(setting, "PEM");
        return planned;
    }

    /** As the API server would hand it out. */
    private static StrimziResource stored(HasMetadata resource) {
        var stored = Serialization.unmarshal(Serialization.asYaml(resource), GenericKubernetesResource.class);
        stored.getMetadata().setUid("66666666-7777-8888-9999-000000000000");
        stored.getMetadata().setGeneration(1L);
        return StrimziResource.of(Kind.valueOf(kindOf(resource)), stored);
    }

    private static String kindOf(HasMetadata resource) {
        return switch (resource.getKind()) {
            case "Kafka" -> "KAFKA";
            case "KafkaNodePool" -> "NODE_POOL";
            case "KafkaConnect" -> "CONNECT";
            default -> "CONNECTOR";
        };
    }
}
