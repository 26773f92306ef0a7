package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.stack.KafkaSpec;
import io.cdcpipeline.strimzi.Kafka;
import io.cdcpipeline.strimzi.KafkaNodePool;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Kafka out of {@code Kafka} and its {@code KafkaNodePool}. What differs here: one node whatever the pool's size, so that
 * nothing can have more than one copy; the loopback; and internal topics of one partition, which start fastest.
 */
record KafkaMapping(LocalContext here) {

    private static final int NODE = 0;
    private static final String LISTENER = "PLAIN";
    private static final String CONTROLLER = "CONTROLLER";

    KafkaSpec map(Kafka kafka, KafkaNodePool pool) {
        Map<String, String> properties = new TreeMap<>();
        kafka.getSpec().getKafka().getConfig().forEach((name, value) -> properties.put(name, oneCopy(name, value)));
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put(
                "process.roles",
                pool.getSpec().getRoles().stream().map(ProcessRoles::toValue).collect(Collectors.joining(",")));
        properties.put("node.id", Integer.toString(NODE));
        properties.put("log.dirs", here.home().kafka().toString());
        properties.putAll(addresses());
        return new KafkaSpec(here.identity().clusterId(), properties);
    }

    private Map<String, String> addresses() {
        String client = LISTENER + "://" + here.kafkaAddress();
        String controller = LocalContext.LOOPBACK + ":" + here.ports().kafkaController();
        return Map.of(
                "listeners",
                client + "," + CONTROLLER + "://" + controller,
                "advertised.listeners",
                client,
                "listener.security.protocol.map",
                LISTENER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "inter.broker.listener.name",
                LISTENER,
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                NODE + "@" + controller);
    }

    private static String oneCopy(String name, Object value) {
        boolean copies =
                name.endsWith("replication.factor") || name.endsWith("min.insync.replicas") || name.endsWith("min.isr");
        return copies ? "1" : value.toString();
    }
}
