package io.cdcpipeline.plan;

import io.cdcpipeline.api.ManagedKafka;
import java.util.List;

/** A Kafka cluster of the pipeline's own; nothing where an existing one is used. */
final class BrokerStage {

    private BrokerStage() {}

    static Stage of(Scope scope) {
        ManagedKafka managed = scope.spec().broker().managed();
        return new Stage(
                StageName.BROKER,
                List.of(),
                managed == null
                        ? List.of()
                        : List.of(KafkaCluster.nodePool(scope, managed), KafkaCluster.kafka(scope, managed)));
    }
}
