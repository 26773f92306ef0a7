package io.cdcpipeline.reconcile;

import static io.cdcpipeline.observe.ConditionType.KAFKA_READY;

import io.cdcpipeline.api.Broker;
import io.cdcpipeline.observe.KafkaReading;
import io.cdcpipeline.observe.Standing;
import io.cdcpipeline.plan.StageName;
import java.util.Map;
import java.util.Optional;

/** Kafka: made, or somebody else's. */
record BrokerStep() implements Step {

    @Override
    public Outcome advance(Pass pass) {
        Optional<Standing> refused = pass.apply(StageName.BROKER);
        return refused.isPresent() ? new Outcome.Requeue(Map.of(KAFKA_READY, refused.get())) : look(pass);
    }

    @Override
    public Outcome watch(Pass pass) {
        return begun(pass) ? look(pass) : new Outcome.Stop(Map.of(KAFKA_READY, Turn.notYet()));
    }

    @Override
    public boolean begun(Pass pass) {
        return pass.spec().broker().managed() == null
                || pass.live(WatchedKind.KAFKA, pass.names().kafka()).isPresent();
    }

    private static Outcome look(Pass pass) {
        Broker broker = pass.spec().broker();
        Standing standing;
        if (broker.external() != null) {
            standing = KafkaReading.external(broker.external().bootstrapServers());
        } else if (broker.strimzi() != null) {
            standing = KafkaReading.strimzi(
                    broker.strimzi().cluster(), pass.polled().sharedKafka(), Optional.empty());
        } else {
            standing = KafkaReading.strimzi(
                    pass.names().kafka(),
                    pass.live(WatchedKind.KAFKA, pass.names().kafka()),
                    pass.live(WatchedKind.NODE_POOL, pass.names().kafkaNodePool()));
        }
        return Outcome.of(Map.of(KAFKA_READY, standing));
    }
}
