package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A Kafka cluster and its one node pool, each of whose nodes is controller and broker. */
record BrokerPool(StrimziResource kafka, StrimziResource pool) {

    static BrokerPool of(StrimziResource kafka, List<StrimziResource> pools) {
        List<StrimziResource> own = pools.stream()
                .filter(p ->
                        kafka.name().equals(p.cluster()) && kafka.namespace().equals(p.namespace()))
                .toList();
        if (own.size() != 1 || own.get(0).at("/spec/roles").size() != 2) {
            throw new InvalidResourceException(
                    "The stand-in plays a Kafka with exactly one KafkaNodePool of both roles; found " + own.size());
        }
        return new BrokerPool(kafka, own.get(0));
    }

    /** {@code <kafka>-<pool>}; a node's pod adds its id. */
    String name() {
        return kafka.name() + "-" + pool.name();
    }

    int replicas() {
        return pool.at("/spec/replicas").asInt();
    }

    String headless() {
        return kafka.name() + "-kafka-brokers";
    }

    String bootstrap() {
        return kafka.name() + "-kafka-bootstrap";
    }

    String host(int node) {
        return name() + "-" + node + "." + headless() + "." + kafka.namespace() + ".svc";
    }

    String version() {
        return kafka.text("/spec/kafka/version", "4.3.1");
    }

    String image() {
        return kafka.text("/spec/kafka/image", "quay.io/strimzi/kafka:1.2.0-kafka-" + version());
    }

    /** The one volume: of a single storage, or the first of a jbod. */
    JsonNode volume() {
        JsonNode storage = pool.at("/spec/storage");
        JsonNode volume = jbod() ? storage.at("/volumes/0") : storage;
        if (!"persistent-claim".equals(volume.path("type").asText())
                || storage.path("volumes").size() > 1) {
            throw new InvalidResourceException("The stand-in plays a node pool with one persistent claim");
        }
        return volume;
    }

    boolean jbod() {
        return "jbod".equals(pool.text("/spec/storage/type", ""));
    }

    /** {@code VolumeUtils.createVolumePrefix}: the claim is called this, a dash and the pod's name. */
    String volumeName() {
        return jbod() ? "data-" + volume().path("id").asInt() : "data";
    }

    String mountPath() {
        return "/var/lib/kafka/" + volumeName();
    }

    String logDir(int node) {
        return mountPath() + "/kafka-log" + node;
    }

    /**
     * The id that the pool already has, for it may have outlived an earlier Kafka with its volumes
     * ({@code NodePoolUtils.getClusterIdIfSet}). Else Strimzi draws one and keeps it in the status; this one follows from
     * the uid.
     */
    String clusterId() {
        String known = pool.text("/status/clusterId", "");
        if (!known.isEmpty()) {
            return known;
        }
        UUID uid = UUID.fromString(kafka.uid());
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uid.getMostSignificantBits())
                .putLong(uid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
