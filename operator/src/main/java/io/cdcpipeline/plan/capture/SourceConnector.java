package io.cdcpipeline.plan.capture;

import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.plan.Component;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.strimzi.api.ResourceLabels;
import io.strimzi.api.kafka.model.common.ConnectorState;
import io.strimzi.api.kafka.model.connector.KafkaConnectorSpec;
import io.strimzi.api.kafka.model.connector.KafkaConnectorSpecBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Our connector for the source's kind of database, which is Debezium's with every value as a text: one task. What it reads,
 * and how, is in {@link PostgresReading} and {@link MariaDbReading}.
 *
 * <p>How values arrive in an event is decided in {@link EventFormat}; the streaming job's decoder is its counterpart.
 */
final class SourceConnector {

    private SourceConnector() {}

    static KafkaConnector of(Scope scope, Database database, KafkaAccess kafka) {
        KafkaConnector connector = new KafkaConnector();
        ObjectMeta metadata = scope.metadata(scope.names().connector(), Component.CONNECT);
        metadata.getLabels()
                .put(ResourceLabels.STRIMZI_CLUSTER_LABEL, scope.names().connect());
        connector.setMetadata(metadata);
        KafkaConnectorSpec spec = new KafkaConnectorSpecBuilder()
                .withClassName(ofMariaDb(scope) ? MariaDbReading.CONNECTOR : PostgresReading.CONNECTOR)
                .withTasksMax(1)
                .withState(scope.spec().suspend() ? ConnectorState.STOPPED : ConnectorState.RUNNING)
                .withNewAutoRestart()
                .withEnabled(true)
                .endAutoRestart()
                .withConfig(config(scope, database, kafka))
                .build();
        connector.setSpec(spec);
        return connector;
    }

    private static boolean ofMariaDb(Scope scope) {
        return scope.spec().source().kind() instanceof Mariadb;
    }

    /** The user's settings come first, so that none of them can replace one of ours. */
    private static Map<String, Object> config(Scope scope, Database database, KafkaAccess kafka) {
        Map<String, Object> config = new TreeMap<>(ConnectorTuning.settings());
        config.putAll(scope.spec().connect().connector().config());
        config.putAll(
                ofMariaDb(scope)
                        ? MariaDbReading.settings(scope, database, kafka)
                        : PostgresReading.settings(scope, database));
        config.putAll(EventFormat.settings(
                scope.spec().connect().format(), new TopicNames(scope.names().topicPrefix())));
        config.putAll(ConnectorTopics.settings(scope.names(), kafka.replicationFactor()));
        return config;
    }
}
