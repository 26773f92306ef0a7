package io.cdcpipeline.api;

import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** A Kafka cluster of the pipeline's own; {@code replicas} nodes, each controller and broker. */
public record ManagedKafka(Integer replicas, Storage storage, ResourceRequirements resources) {

    public ManagedKafka {
        replicas = replicas == null ? 1 : replicas;
        storage = storage == null ? new Storage(null, null) : storage;
    }
}
