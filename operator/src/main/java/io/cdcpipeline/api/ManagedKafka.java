package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** A Kafka cluster of the pipeline's own; {@code replicas} nodes, each controller and broker. */
@Wire
@ValidationRule(
        value = ManagedKafka.REPLICAS_RULE,
        fieldPath = ".replicas",
        message = "write 1, 3 or 5: the nodes vote, and an even number survives no more failures")
@ValidationRule(
        value = "self.replicas == oldSelf.replicas",
        fieldPath = ".replicas",
        message =
                "can't change: Kafka's controllers are fixed when the cluster is created; delete the pipeline and create"
                        + " it anew")
@ValidationRule(
        value = "has(self.storage.className) == has(oldSelf.storage.className) && (!has(self.storage.className)"
                + " || self.storage.className == oldSelf.storage.className)",
        fieldPath = ".storage.className",
        message = "can't change: a volume stays in its class; delete the pipeline and create it anew")
@ValidationRule(
        value = "!isQuantity(self.storage.size)"
                + " || quantity(self.storage.size).compareTo(quantity(oldSelf.storage.size)) >= 0",
        fieldPath = ".storage.size",
        message = "can't shrink: Kubernetes only expands volumes")
public record ManagedKafka(
        @JsonPropertyDescription(
                "How many nodes the cluster has, each of them controller and broker: 1, 3 or 5. A topic is"
                        + " kept on at most three of them. It can't change. The default is 1.")
        @Default("1")
        Integer replicas,

        @JsonPropertyDescription(
                "The volume of each node. Its size can grow where its class allows it. The default is 10Gi"
                        + " of the cluster's default storage class.")
        @Default("{}")
        Storage storage,

        @JsonPropertyDescription(
                "CPU and memory of each node. By default it requests 100m and 1Gi, without limits, and the JVM's"
                        + " heap is 768m at most; set here, Strimzi derives the heap from the memory limit.")
        @SchemaFrom(type = Resources.class)
        ResourceRequirements resources) {

    public static final String REPLICAS_RULE = "self.replicas in [1, 3, 5]";

    public ManagedKafka {
        replicas = replicas == null ? 1 : replicas;
        storage = storage == null ? new Storage(null, null) : storage;
    }
}
