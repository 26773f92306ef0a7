package io.cdcpipeline.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds that a plan has, and pods. All that the operator watches, reads and writes; its role lists the same. */
public enum WatchedKind {
    CONFIG_MAP("v1", "ConfigMap"),
    SECRET("v1", "Secret"),
    SERVICE("v1", "Service"),
    SERVICE_ACCOUNT("v1", "ServiceAccount"),
    CLAIM("v1", "PersistentVolumeClaim"),
    POD("v1", "Pod"),
    STATEFUL_SET("apps/v1", "StatefulSet"),
    ROLE("rbac.authorization.k8s.io/v1", "Role"),
    ROLE_BINDING("rbac.authorization.k8s.io/v1", "RoleBinding"),
    NETWORK_POLICY("networking.k8s.io/v1", "NetworkPolicy"),
    KAFKA("kafka.strimzi.io/v1", "Kafka"),
    NODE_POOL("kafka.strimzi.io/v1", "KafkaNodePool"),
    CONNECT("kafka.strimzi.io/v1", "KafkaConnect"),
    CONNECTOR("kafka.strimzi.io/v1", "KafkaConnector"),
    KUBEFLOW_APPLICATION("sparkoperator.k8s.io/v1beta2", "SparkApplication"),
    APACHE_APPLICATION("spark.apache.org/v1", "SparkApplication");

    /** Hold data, or what data can't be read without; nothing that has a process running. */
    private static final Set<String> DATA = Set.of("PersistentVolumeClaim", "Secret");

    private final String apiVersion;
    private final String kind;

    WatchedKind(String apiVersion, String kind) {
        this.apiVersion = apiVersion;
        this.kind = kind;
    }

    public static WatchedKind of(HasMetadata resource) {
        return Arrays.stream(values())
                .filter(k -> k.apiVersion.equals(resource.getApiVersion()) && k.kind.equals(resource.getKind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The plan has a kind that nobody watches: "
                        + resource.getApiVersion() + " " + resource.getKind()));
    }

    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return kind;
    }

    GroupVersionKind gvk() {
        return new GroupVersionKind(apiVersion, kind);
    }

    /** Whose definition the cluster may lack, and gain while the operator runs: how to get it; empty for its own kinds. */
    Optional<String> provider() {
        return switch (this) {
            case KAFKA, NODE_POOL, CONNECT, CONNECTOR -> Optional.of("Strimzi 1.0 or later");
            case KUBEFLOW_APPLICATION -> Optional.of("Kubeflow's Spark operator 2.x");
            case APACHE_APPLICATION -> Optional.of("Apache's Spark operator");
            default -> Optional.empty();
        };
    }

    public boolean application() {
        return this == KUBEFLOW_APPLICATION || this == APACHE_APPLICATION;
    }

    /** With deletionPolicy Retain it outlives its pipeline, and a pipeline of the same name finds it again. */
    public boolean holdsData() {
        return DATA.contains(kind);
    }

    /** Goes when the plan no longer has it; it holds nothing and can be made anew at any time. */
    public boolean disposable() {
        return this == ROLE || this == ROLE_BINDING || this == NETWORK_POLICY || application();
    }
}
