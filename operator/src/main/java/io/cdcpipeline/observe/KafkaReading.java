package io.cdcpipeline.observe;

import java.util.Optional;

/** Whether there is a Kafka to write to. */
public final class KafkaReading {

    private KafkaReading() {}

    /** Strimzi's, the pipeline's own or one that is shared; a node pool tells only when it failed. */
    public static Standing strimzi(String cluster, Optional<Live> kafka, Optional<Live> nodePool) {
        Standing ofPool = nodePool.map(StrimziReading::of).orElse(null);
        if (ofPool instanceof Standing.Failed failed) {
            return failed;
        }
        return StrimziReading.of(kafka, "Kafka " + cluster);
    }

    /** Nobody here sees it; whether it answers, Connect finds out. */
    public static Standing external(String bootstrapServers) {
        return new Standing.Ready(
                "External", bootstrapServers + " is not watched from here; Connect tells if it fails");
    }
}
