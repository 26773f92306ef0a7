package io.cdcpipeline.plan.broker;

import io.cdcpipeline.api.ManagedKafka;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.plan.StageName;
import java.util.List;

/** A Kafka cluster of the pipeline's own; nothing where an existing one is used. */
public final class BrokerStage {

    private BrokerStage() {}

    public static Stage of(Scope scope) {
        ManagedKafka managed = scope.spec().broker().managed();
        return new Stage(
                StageName.BROKER,
                List.of(),
                managed == null
                        ? List.of()
                        : List.of(KafkaCluster.nodePool(scope, managed), KafkaCluster.kafka(scope, managed)));
    }
}
