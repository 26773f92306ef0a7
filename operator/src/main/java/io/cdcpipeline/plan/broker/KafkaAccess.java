package io.cdcpipeline.plan.broker;

import io.cdcpipeline.api.Broker;
import io.cdcpipeline.api.ExternalKafka;
import io.cdcpipeline.api.KafkaSasl;
import io.cdcpipeline.api.KafkaTls;
import io.cdcpipeline.plan.Scope;
import java.util.Optional;

/**
 * How Kafka is reached, whoever runs it.
 *
 * @param replicationFactor of the topics that the pipeline creates; {@link #BROKER_DEFAULT} leaves it to the cluster
 */
public record KafkaAccess(
        String bootstrapServers, int replicationFactor, Optional<KafkaTls> tls, Optional<KafkaSasl> sasl) {

    static final int PORT = 9092;
    /** What Kafka takes for "the broker's default.replication.factor". */
    static final int BROKER_DEFAULT = -1;

    private static final int MAX_REPLICATION = 3;

    public static KafkaAccess of(Scope scope) {
        Broker broker = scope.spec().broker();
        if (broker.external() != null) {
            ExternalKafka external = broker.external();
            return new KafkaAccess(
                    external.bootstrapServers(),
                    BROKER_DEFAULT,
                    Optional.ofNullable(external.tls()),
                    Optional.ofNullable(external.sasl()));
        }
        if (broker.strimzi() != null) {
            return inCluster(scope, broker.strimzi().cluster(), BROKER_DEFAULT);
        }
        return inCluster(
                scope, scope.names().kafka(), replication(broker.managed().replicas()));
    }

    /** What Kafka's clients call the way to the brokers; empty for the plain one. */
    public Optional<String> protocol() {
        String protocol = (sasl.isPresent() ? "SASL_" : "") + (tls.isPresent() ? "SSL" : "PLAINTEXT");
        return protocol.equals("PLAINTEXT") ? Optional.empty() : Optional.of(protocol);
    }

    /** As many copies as there are brokers, at most three. */
    static int replication(int brokers) {
        return Math.min(MAX_REPLICATION, brokers);
    }

    private static KafkaAccess inCluster(Scope scope, String cluster, int replicationFactor) {
        String bootstrap = scope.host(cluster + "-kafka-bootstrap") + ":" + PORT;
        return new KafkaAccess(bootstrap, replicationFactor, Optional.empty(), Optional.empty());
    }
}
