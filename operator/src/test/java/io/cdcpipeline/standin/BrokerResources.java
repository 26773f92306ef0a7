package io.cdcpipeline.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code KafkaCluster} makes of a Kafka and its pool: bootstrap and headless Service, configuration, pods, claims. */
record BrokerResources(BrokerPool pool) {

    private static final String COMPONENT = "-kafka";

    List<HasMetadata> all() {
        ConfigMap config = config();
        return List.of(service(pool.bootstrap(), false), service(pool.headless(), true), config, pods(config));
    }

    private String component() {
        return pool.kafka().name() + COMPONENT;
    }

    private Service service(String name, boolean headless) {
        StrimziService service = new StrimziService(pool.kafka(), component(), headless);
        pool.kafka()
                .at("/spec/kafka/listeners")
                .forEach(l -> service.port(
                        "tcp-" + l.path("name").asText(), l.path("port").asInt()));
        if (headless) {
            service.port("tcp-ctrlplane", 9090).port("tcp-replication", 9091);
        }
        return service.build(name);
    }

    private ConfigMap config() {
        BrokerProperties properties = new BrokerProperties(pool);
        Map<String, String> files = new TreeMap<>();
        for (int node = 0; node < pool.replicas(); node++) {
            files.put("server-" + node + ".properties", properties.of(node));
        }
        files.put("cluster.id", pool.clusterId());
        return new ConfigMapBuilder()
                .withMetadata(pool.kafka().child(pool.name(), component()))
                .withData(files)
                .build();
    }

    private StatefulSet pods(ConfigMap config) {
        StrimziPods pods = new StrimziPods(pool.kafka(), component(), pool.headless());
        return pods.build(pool.name(), pool.replicas(), config, pod())
                .edit()
                .editSpec()
                .withVolumeClaimTemplates(claim())
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted(pool.volume().path("deleteClaim").asBoolean() ? "Delete" : "Retain")
                .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .endSpec()
                .build();
    }

    private PodTemplateSpec pod() {
        JsonNode template = pool.pool().at("/spec/template").isMissingNode()
                ? pool.kafka().at("/spec/kafka/template")
                : pool.pool().at("/spec/template");
        StrimziPod pod = new StrimziPod(
                "kafka", pool.image(), pool.pool().at("/spec"), template.path("pod"), template.path("kafkaContainer"));
        return pod.build(container(pod), pool.name(), pool.kafka(), component());
    }

    private Container container(StrimziPod pod) {
        return new ContainerBuilder()
                .withCommand("/opt/kafka/kafka_run.sh")
                .withEnv(pod.heap(50))
                .withReadinessProbe(probe("/spec/kafka/readinessProbe"))
                .withLivenessProbe(probe("/spec/kafka/livenessProbe"))
                .withVolumeMounts(StrimziPod.mount(pool.volumeName(), pool.mountPath()))
                .build();
    }

    /** Strimzi asks an agent inside the broker; that its replication listener answers is as near as can be had. */
    private Probe probe(String pointer) {
        return new ProbeBuilder(StrimziPod.probe(pool.kafka().at(pointer), 15))
                .withNewTcpSocket()
                .withPort(new IntOrString(9091))
                .endTcpSocket()
                .build();
    }

    /** {@code KafkaPool.fromCrd}: the pool's labels, and Strimzi's of the cluster. */
    private Map<String, String> claimLabels() {
        Map<String, String> labels = pool.pool().childLabels(component());
        labels.putAll(pool.kafka().labels(component()));
        return labels;
    }

    private PersistentVolumeClaim claim() {
        JsonNode volume = pool.volume();
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(pool.volumeName())
                .withLabels(claimLabels())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(volume.path("class").asText(null))
                .withNewResources()
                .addToRequests("storage", new Quantity(volume.path("size").asText()))
                .endResources()
                .endSpec()
                .build();
    }
}
