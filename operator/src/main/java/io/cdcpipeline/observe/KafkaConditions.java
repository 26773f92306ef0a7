package io.cdcpipeline.observe;

import io.cdcpipeline.contract.BrokerVolume;
import java.util.List;
import java.util.Optional;

/** Whether there is a Kafka to write to. */
public final class KafkaConditions {

    private KafkaConditions() {}

    /**
     * The pipeline's own; a node pool tells only when it failed.
     *
     * @param brokers its pods and their volumes
     */
    public static StageCondition strimzi(
            String cluster, Optional<ObservedResource> kafka, Optional<ObservedResource> nodePool, Brokers brokers) {
        StageCondition ofPool = nodePool.map(StrimziConditions::of).orElse(null);
        if (ofPool instanceof StageCondition.Failed failed) {
            return failed;
        }
        StageCondition told = StrimziConditions.of(kafka, "Kafka " + cluster, brokers.pods());
        if (told.ready() && brokers.someRuns()) {
            return FullVolume.warning(told, brokers.volumes()).orElse(told);
        }
        StageCondition trouble = told.ready() ? brokers.away() : told;
        return trouble.reason().equals(PodProblem.CRASHING)
                ? FullVolume.cause(trouble, brokers.volumes()).orElse(trouble)
                : trouble;
    }

    /**
     * What is seen of the brokers themselves: Strimzi looks every two minutes only.
     *
     * @param pods those that Strimzi made for the cluster
     * @param volumes as they were when Kafka last answered
     */
    public record Brokers(List<ObservedResource> pods, List<BrokerVolume> volumes) {

        /** True also where no pod was seen at all. */
        private boolean someRuns() {
            return pods.isEmpty() || pods.stream().anyMatch(Brokers::ready);
        }

        private static boolean ready(ObservedResource pod) {
            return pod.items("status", "conditions").stream()
                    .anyMatch(c -> "Ready".equals(c.get("type")) && "True".equals(c.get("status")));
        }

        private StageCondition away() {
            return PodProblem.in(pods)
                    .orElseGet(() -> new StageCondition.Waiting(
                            "NotReady", "No broker runs: pod " + pods.get(0).name() + " is not ready"));
        }
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
