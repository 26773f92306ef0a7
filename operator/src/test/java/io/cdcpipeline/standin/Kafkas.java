package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code KafkaAssemblyOperator} with {@code KafkaReconciler}: a Kafka of one pool and both its statuses. */
record Kafkas(ApiServer api) {

    /** @return whether there is nothing left to wait for */
    boolean reconcile(BrokerPool pool) {
        StrimziResource kafka = pool.kafka();
        api.apply(new BrokerResources(pool).all());
        if (!api.rolledOut(kafka.namespace(), pool.name())) {
            if (kafka.at("/status").isMissingNode()) {
                api.status(kafka, Status.creating(kafka));
            }
            return false;
        }
        api.status(pool.pool(), poolStatus(pool));
        api.status(kafka, status(pool));
        return true;
    }

    /** {@code KafkaReconciler.updateKafkaStatus} and what the steps before it add. */
    private static ObjectNode status(BrokerPool pool) {
        ObjectNode status = Status.ready(pool.kafka());
        status.put("clusterId", pool.clusterId());
        status.put("kafkaVersion", pool.version());
        status.put(
                "kafkaMetadataVersion",
                pool.kafka().text("/spec/kafka/metadataVersion", metadataVersion(pool.version())));
        status.put("operatorLastSuccessfulVersion", "1.2.0");
        status.putArray("kafkaNodePools").addObject().put("name", pool.pool().name());
        ArrayNode listeners = status.putArray("listeners");
        String host = pool.bootstrap() + "." + pool.kafka().namespace() + ".svc";
        pool.kafka().at("/spec/kafka/listeners").forEach(listener -> {
            int port = listener.path("port").asInt();
            ObjectNode seen = listeners
                    .addObject()
                    .put("name", listener.path("name").asText())
                    .put("bootstrapServers", host + ":" + port);
            seen.putArray("addresses").addObject().put("host", host).put("port", port);
        });
        return status;
    }

    private static String metadataVersion(String kafkaVersion) {
        return kafkaVersion.substring(0, kafkaVersion.lastIndexOf('.')) + "-IV0";
    }

    /** {@code KafkaPool.generateNodePoolStatus}: a pool has no Ready. */
    private static ObjectNode poolStatus(BrokerPool pool) {
        ObjectNode status = StrimziResource.JSON.createObjectNode();
        status.put("clusterId", pool.clusterId());
        status.put("observedGeneration", pool.pool().generation());
        ArrayNode nodes = status.putArray("nodeIds");
        for (int node = 0; node < pool.replicas(); node++) {
            nodes.add(node);
        }
        status.putArray("roles").add("controller").add("broker");
        status.put("replicas", pool.replicas());
        status.put("labelSelector", "strimzi.io/cluster=" + pool.kafka().name() + ",strimzi.io/kind=Kafka");
        return status;
    }
}
