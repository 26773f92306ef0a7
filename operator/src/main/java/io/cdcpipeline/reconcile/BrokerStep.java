package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.KAFKA_READY;

import io.cdcpipeline.api.Broker;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.KafkaConditions;
import io.cdcpipeline.observe.StageCondition;
import java.util.Map;
import java.util.Optional;

/** Kafka: made, or somebody else's. */
public record BrokerStep() implements Step {

    @Override
    public StepResult advance(Reconciliation reconciliation) {
        Optional<Unapplied> refused = reconciliation.applyBroker();
        return refused.isPresent()
                ? new StepResult.Requeue(Map.of(KAFKA_READY, refused.get().condition()))
                : look(reconciliation);
    }

    @Override
    public StepResult watch(Reconciliation reconciliation) {
        return begun(reconciliation)
                ? look(reconciliation)
                : new StepResult.Stop(Map.of(KAFKA_READY, NotStarted.notYet()));
    }

    @Override
    public boolean begun(Reconciliation reconciliation) {
        return reconciliation.spec().broker().managed() == null
                || reconciliation
                        .live(WatchedKind.KAFKA, reconciliation.names().kafka())
                        .isPresent();
    }

    private static StepResult look(Reconciliation reconciliation) {
        Broker broker = reconciliation.spec().broker();
        StageCondition condition;
        if (broker.external() != null) {
            condition = KafkaConditions.external(broker.external().bootstrapServers());
        } else if (broker.strimzi() != null) {
            condition = KafkaConditions.shared(
                    broker.strimzi().cluster(), reconciliation.polled().sharedKafka());
        } else {
            condition = KafkaConditions.strimzi(
                    reconciliation.names().kafka(),
                    reconciliation.live(
                            WatchedKind.KAFKA, reconciliation.names().kafka()),
                    reconciliation.live(
                            WatchedKind.NODE_POOL, reconciliation.names().kafkaNodePool()),
                    new KafkaConditions.Brokers(
                            reconciliation.strimziPods(reconciliation.names().kafka()),
                            reconciliation.polled().brokers()));
        }
        return StepResult.of(Map.of(KAFKA_READY, condition));
    }
}
