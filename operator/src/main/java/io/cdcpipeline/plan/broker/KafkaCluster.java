package io.cdcpipeline.plan.broker;

import io.cdcpipeline.api.ManagedKafka;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.DefaultResources;
import io.cdcpipeline.plan.Probes;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.capture.ConnectorDefaults;
import io.cdcpipeline.strimzi.Kafka;
import io.cdcpipeline.strimzi.KafkaNodePool;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.strimzi.api.ResourceLabels;
import io.strimzi.api.kafka.model.kafka.KRaftMetadataStorage;
import io.strimzi.api.kafka.model.kafka.KafkaSpec;
import io.strimzi.api.kafka.model.kafka.KafkaSpecBuilder;
import io.strimzi.api.kafka.model.kafka.PersistentClaimStorage;
import io.strimzi.api.kafka.model.kafka.PersistentClaimStorageBuilder;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListenerBuilder;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerType;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolSpec;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolSpecBuilder;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import java.util.Map;
import java.util.TreeMap;

/** Strimzi's Kafka in KRaft mode: one pool of nodes that are controllers and brokers at once. */
final class KafkaCluster {

    private KafkaCluster() {}

    static KafkaNodePool nodePool(Scope scope, ManagedKafka managed) {
        KafkaNodePool pool = new KafkaNodePool();
        ObjectMeta metadata = scope.metadata(scope.names().kafkaNodePool(), Component.KAFKA);
        metadata.getLabels()
                .put(ResourceLabels.STRIMZI_CLUSTER_LABEL, scope.names().kafka());
        pool.setMetadata(metadata);
        KafkaNodePoolSpec spec = new KafkaNodePoolSpecBuilder()
                .withReplicas(managed.replicas())
                .withRoles(ProcessRoles.CONTROLLER, ProcessRoles.BROKER)
                .withNewJbodStorage()
                .withVolumes(volume(managed))
                .endJbodStorage()
                .withResources(DefaultResources.KAFKA.or(managed.resources()))
                .withJvmOptions(DefaultResources.KAFKA.jvm(managed.resources()))
                .build();
        pool.setSpec(spec);
        return pool;
    }

    static Kafka kafka(Scope scope, ManagedKafka managed) {
        Kafka kafka = new Kafka();
        kafka.setMetadata(scope.metadata(scope.names().kafka(), Component.KAFKA));
        KafkaSpec spec = new KafkaSpecBuilder()
                .withNewKafka()
                .withVersion(scope.settings().versions().kafka())
                .withListeners(listener(scope))
                .withConfig(config(KafkaAccess.replication(managed.replicas())))
                .withReadinessProbe(Probes.readiness())
                .withLivenessProbe(Probes.liveness())
                .withNewTemplate()
                .withNewPod()
                .withNewMetadata()
                .withLabels(scope.mark())
                .endMetadata()
                .endPod()
                .withNewKafkaContainer()
                .withSecurityContext(Restricted.writableContainer())
                .endKafkaContainer()
                .endTemplate()
                .endKafka()
                .build();
        kafka.setSpec(spec);
        return kafka;
    }

    private static PersistentClaimStorage volume(ManagedKafka managed) {
        return new PersistentClaimStorageBuilder()
                .withId(0)
                .withSize(managed.storage().size())
                .withStorageClass(managed.storage().className())
                .withKraftMetadata(KRaftMetadataStorage.SHARED)
                .withDeleteClaim(false)
                .build();
    }

    /** Not encrypted, but closed: Strimzi lets no pod of other pipelines or applications connect. */
    private static GenericKafkaListener listener(Scope scope) {
        NetworkPolicyPeer ours = new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(scope.mark())
                .endPodSelector()
                .build();
        return new GenericKafkaListenerBuilder()
                .withName("plain")
                .withPort(KafkaAccess.PORT)
                .withType(KafkaListenerType.INTERNAL)
                .withTls(false)
                .withNetworkPolicyPeers(ours)
                .build();
    }

    /** A topic's messages stay as their producer packed them: Debezium's lz4 is neither undone nor done again. */
    private static Map<String, Object> config(int replication) {
        int inSync = Math.max(1, replication - 1);
        return new TreeMap<>(Map.of(
                "compression.type", "producer",
                "default.replication.factor", replication,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", replication,
                "transaction.state.log.replication.factor", replication,
                "transaction.state.log.min.isr", inSync,
                "auto.create.topics.enable", false,
                "message.max.bytes", ConnectorDefaults.MAX_MESSAGE_BYTES,
                "replica.fetch.max.bytes", ConnectorDefaults.MAX_MESSAGE_BYTES));
    }
}
