package io.cdcpipeline.observe;

import java.util.Optional;

/** Whether there is a Kafka to write to. */
public final class KafkaConditions {

    private KafkaConditions() {}

    /** Strimzi's, the pipeline's own or one that is shared; a node pool tells only when it failed. */
    public static StageCondition strimzi(
            String cluster, Optional<ObservedResource> kafka, Optional<ObservedResource> nodePool) {
        StageCondition ofPool = nodePool.map(StrimziConditions::of).orElse(null);
        if (ofPool instanceof StageCondition.Failed failed) {
            return failed;
        }
        return StrimziConditions.of(kafka, "Kafka " + cluster);
    }

    /** Nobody here sees it; whether it answers, Connect finds out. */
    public static StageCondition external(String bootstrapServers) {
        return new StageCondition.Ready(
                "External", bootstrapServers + " is not watched from here; Connect tells if it fails");
    }
}
