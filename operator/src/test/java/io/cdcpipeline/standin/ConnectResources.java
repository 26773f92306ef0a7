package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.List;
import java.util.Map;

/** What {@code KafkaConnectCluster} makes of a KafkaConnect: the REST Service, a headless one, configuration, workers. */
record ConnectResources(StrimziResource connect) {

    static final int REST_PORT = 8083;

    /** {@code KafkaConnectSpec.FORBIDDEN_PREFIXES} and its exceptions. */
    private static final List<String> FORBIDDEN = List.of(
            "group.id",
            "config.storage.topic",
            "offset.storage.topic",
            "status.storage.topic",
            "ssl.",
            "sasl.",
            "security.",
            "listeners",
            "plugin.path",
            "rest.",
            "bootstrap.servers",
            "consumer.interceptor.classes",
            "producer.interceptor.classes",
            "prometheus.metrics.reporter.");

    private static final List<String> EXCEPTIONS = List.of(
            "ssl.endpoint.identification.algorithm", "ssl.cipher.suites", "ssl.protocol", "ssl.enabled.protocols");

    List<HasMetadata> all() {
        refuse("tls", "authentication", "build", "plugins", "rack", "tracing");
        ConfigMap config = config();
        return List.of(
                new StrimziService(connect, name(), false)
                        .port("rest-api", REST_PORT)
                        .build(name() + "-api"),
                new StrimziService(connect, name(), true)
                        .port("rest-api", REST_PORT)
                        .build(name()),
                config,
                new StrimziPods(connect, name(), name()).build(name(), replicas(), config, pod()));
    }

    /** {@code KafkaConnectResources.componentName}. */
    String name() {
        return connect.name() + "-connect";
    }

    int replicas() {
        return connect.at("/spec/replicas").asInt(3);
    }

    private void refuse(String... fields) {
        for (String field : fields) {
            if (!connect.at("/spec/" + field).isMissingNode()) {
                throw new InvalidResourceException("The stand-in does not play KafkaConnect.spec." + field);
            }
        }
    }

    /** {@code KafkaConnectConfigurationBuilder}, whose own config providers come after the user's. */
    private ConfigMap config() {
        Properties properties = Properties.with(Map.of(
                        "bootstrap.servers", connect.text("/spec/bootstrapServers", ""),
                        "group.id", connect.text("/spec/groupId", ""),
                        "config.storage.topic", connect.text("/spec/configStorageTopic", ""),
                        "offset.storage.topic", connect.text("/spec/offsetStorageTopic", ""),
                        "status.storage.topic", connect.text("/spec/statusStorageTopic", ""),
                        "plugin.path", "/opt/kafka/plugins",
                        "rest.advertised.host.name", "${strimzienv:ADVERTISED_HOSTNAME}",
                        "rest.advertised.port", Integer.toString(REST_PORT)))
                .put("key.converter", "org.apache.kafka.connect.json.JsonConverter")
                .put("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .put(
                        "config.providers.strimzienv.class",
                        "org.apache.kafka.common.config.provider.EnvVarConfigProvider")
                .add(connect.at("/spec/config"), FORBIDDEN, EXCEPTIONS);
        String own = connect.at("/spec/config").path("config.providers").asText("");
        properties.put("config.providers", own.isEmpty() ? "strimzienv" : own + ",strimzienv");
        return new ConfigMapBuilder()
                .withMetadata(connect.child(name() + "-config", name()))
                .addToData("kafka-connect.properties", properties.text())
                .build();
    }

    private PodTemplateSpec pod() {
        JsonNode template = connect.at("/spec/template");
        StrimziPod pod = new StrimziPod(
                name(),
                connect.text(
                        "/spec/image", "quay.io/strimzi/kafka:1.2.0-kafka-" + connect.text("/spec/version", "4.3.1")),
                connect.at("/spec"),
                template.path("pod"),
                template.path("connectContainer"));
        return pod.build(container(pod), name() + "-config", connect, name());
    }

    private Container container(StrimziPod pod) {
        return new ContainerBuilder()
                .withCommand("/opt/kafka/kafka_connect_run.sh")
                .withEnv(pod.heap(75))
                .addNewPort()
                .withName("rest-api")
                .withContainerPort(REST_PORT)
                .endPort()
                .withReadinessProbe(probe("/spec/readinessProbe"))
                .withLivenessProbe(probe("/spec/livenessProbe"))
                .build();
    }

    private Probe probe(String pointer) {
        return new ProbeBuilder(StrimziPod.probe(connect.at(pointer), 60))
                .withNewHttpGet()
                .withPath("/health")
                .withPort(new IntOrString("rest-api"))
                .endHttpGet()
                .build();
    }
}
