package io.cdcpipeline.observe;

import java.util.List;
import java.util.Optional;

/** Whether there is a Kafka to write to. */
public final class KafkaConditions {

    private KafkaConditions() {}

    /**
     * The pipeline's own; a node pool tells only when it failed.
     *
     * @param pods those that Strimzi made for it
     */
    public static StageCondition strimzi(
            String cluster,
            Optional<ObservedResource> kafka,
            Optional<ObservedResource> nodePool,
            List<ObservedResource> pods) {
        StageCondition ofPool = nodePool.map(StrimziConditions::of).orElse(null);
        if (ofPool instanceof StageCondition.Failed failed) {
            return failed;
        }
        return StrimziConditions.of(kafka, "Kafka " + cluster, pods);
    }

    /** A cluster of Strimzi's that is not the pipeline's own: nobody here makes it. */
    public static StageCondition shared(String cluster, Optional<ObservedResource> kafka) {
        if (kafka.isEmpty()) {
            return new StageCondition.Waiting(
                    "Absent",
                    "Kafka " + cluster
                            + ", which spec.broker.strimzi.cluster names, does not exist in this namespace: create"
                            + " it, or correct the name");
        }
        return kafka.get().leaving()
                ? new StageCondition.Waiting("Leaving", kafka.get().named() + " is being deleted")
                : StrimziConditions.of(kafka.get());
    }

    /** Nobody here sees it; whether it answers, Connect finds out. */
    public static StageCondition external(String bootstrapServers) {
        return new StageCondition.Ready(
                "External", bootstrapServers + " is not watched from here; Connect tells if it fails");
    }
}
