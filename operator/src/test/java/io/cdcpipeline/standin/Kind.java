package io.cdcpipeline.standin;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The resources of kafka.strimzi.io/v1, the only version that Strimzi 1.x serves, that are played here. */
enum Kind {
    KAFKA("Kafka", "kafkas"),
    NODE_POOL("KafkaNodePool", "kafkanodepools"),
    CONNECT("KafkaConnect", "kafkaconnects"),
    CONNECTOR("KafkaConnector", "kafkaconnectors");

    private final String kind;
    private final String plural;

    Kind(String kind, String plural) {
        this.kind = kind;
        this.plural = plural;
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup("kafka.strimzi.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    @Override
    public String toString() {
        return kind;
    }
}
