package io.cdcpipeline.plan.capture;

import io.cdcpipeline.api.Connect;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.DefaultResources;
import io.cdcpipeline.plan.Probes;
import io.cdcpipeline.plan.Restricted;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.broker.KafkaLogin;
import io.cdcpipeline.plan.broker.KafkaTrust;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.strimzi.KafkaConnect;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.strimzi.api.ResourceLabels;
import io.strimzi.api.kafka.model.common.JvmOptions;
import io.strimzi.api.kafka.model.common.JvmOptionsBuilder;
import io.strimzi.api.kafka.model.common.template.PodTemplate;
import io.strimzi.api.kafka.model.common.template.PodTemplateBuilder;
import io.strimzi.api.kafka.model.connect.KafkaConnectSpec;
import io.strimzi.api.kafka.model.connect.KafkaConnectSpecBuilder;
import io.strimzi.api.kafka.model.connect.KafkaConnectTemplate;
import io.strimzi.api.kafka.model.connect.KafkaConnectTemplateBuilder;
import java.util.Map;
import java.util.Objects;

/** The Connect workers of one pipeline. */
final class ConnectCluster {

    /** Connectors are KafkaConnector resources; Strimzi undoes what is changed over REST. */
    private static final String CONNECTOR_RESOURCES = ResourceLabels.STRIMZI_DOMAIN + "use-connector-resources";

    private ConnectCluster() {}

    static KafkaConnect of(Scope scope, Database database, KafkaAccess kafka) {
        KafkaConnect connect = new KafkaConnect();
        ObjectMeta metadata = scope.metadata(scope.names().connect(), Component.CONNECT);
        metadata.setAnnotations(Map.of(CONNECTOR_RESOURCES, "true"));
        connect.setMetadata(metadata);
        KafkaConnectSpec spec = spec(scope, kafka);
        spec.setTemplate(template(scope, ConnectSecrets.of(database, kafka, scope)));
        kafka.tls().ifPresent(tls -> spec.setTls(KafkaTrust.ofConnect(tls)));
        kafka.sasl().ifPresent(sasl -> spec.setAuthentication(KafkaLogin.ofConnect(sasl)));
        connect.setSpec(spec);
        return connect;
    }

    private static KafkaConnectSpec spec(Scope scope, KafkaAccess kafka) {
        Connect connect = scope.spec().connect();
        String group = scope.names().connectGroup();
        return new KafkaConnectSpecBuilder()
                .withVersion(scope.settings().versions().kafka())
                .withReplicas(connect.replicas())
                .withImage(Objects.requireNonNullElse(
                        connect.image(), scope.settings().images().connect()))
                .withBootstrapServers(kafka.bootstrapServers())
                .withGroupId(group)
                .withConfigStorageTopic(group + "-configs")
                .withOffsetStorageTopic(scope.names().connectOffsets())
                .withStatusStorageTopic(group + "-status")
                .withConfig(WorkerConfig.of(kafka.replicationFactor()))
                .withResources(DefaultResources.CONNECT.or(connect.resources()))
                .withJvmOptions(utc(DefaultResources.CONNECT.jvm(connect.resources())))
                .withMetricsConfig(ConnectMetrics.reference(scope))
                .withReadinessProbe(Probes.readiness())
                .withLivenessProbe(Probes.liveness())
                .build();
    }

    /** The driver tells the database its JVM's zone, in which points of time are then printed. */
    private static JvmOptions utc(JvmOptions options) {
        return (options == null ? new JvmOptionsBuilder() : new JvmOptionsBuilder(options))
                .addNewJavaSystemProperty()
                .withName("user.timezone")
                .withValue("UTC")
                .endJavaSystemProperty()
                .build();
    }

    private static KafkaConnectTemplate template(Scope scope, ConnectSecrets secrets) {
        PodTemplate pod = new PodTemplateBuilder()
                .withNewMetadata()
                .withLabels(scope.mark())
                .endMetadata()
                .withVolumes(secrets.volumes())
                .build();
        return new KafkaConnectTemplateBuilder()
                .withPod(pod)
                .withNewConnectContainer()
                .withSecurityContext(Restricted.writableContainer())
                .withVolumeMounts(secrets.mounts())
                .endConnectContainer()
                .build();
    }
}
