package io.cdcpipeline.cluster;

import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.plan.Labels;
import io.cdcpipeline.plan.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.strimzi.api.ResourceLabels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A broker's claims bear the id of the cluster whose topics they hold, once their pipeline is gone: a volume that was
 * formatted for one cluster serves no other. Strimzi takes a new cluster's id out of its node pools' status where it stands
 * there (NodePoolUtils.getClusterIdIfSet), so that nothing but the claims has to outlive a pipeline: a node pool that did
 * would keep Strimzi's pod set, and with it the broker.
 */
public record RetainedKafka(KubernetesClient client, Names names) {

    static final String CLUSTER_ID = "cdcpipeline.io/kafka-cluster-id";

    /** Writes the id to the claims. @throws io.fabric8.kubernetes.client.KubernetesClientException if that is refused */
    public void note(String clusterId) {
        claims().stream()
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                .filter(claim -> !clusterId.equals(id(claim)))
                .forEach(claim -> client.resource(claim)
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                Serialization.asJson(
                                        Map.of("metadata", Map.of("annotations", Map.of(CLUSTER_ID, clusterId))))));
    }

    /** Empty where there are no claims of before, or nobody knew the id. */
    public Optional<String> clusterId() {
        return claims().stream().map(RetainedKafka::id).filter(id -> id != null).findFirst();
    }

    /**
     * Tells Strimzi: before there is a Kafka, nobody else writes that status.
     *
     * @return why the server refused that, if it did
     */
    public Optional<StageCondition> restore(HasMetadata nodePool, String clusterId) {
        try {
            client.genericKubernetesResources(nodePool.getApiVersion(), nodePool.getKind())
                    .inNamespace(names.namespace())
                    .withName(nodePool.getMetadata().getName())
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            Serialization.asJson(Map.of("status", Map.of("clusterId", clusterId))));
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(Refused.condition(nodePool, e));
        }
    }

    private List<PersistentVolumeClaim> claims() {
        return client.persistentVolumeClaims()
                .inNamespace(names.namespace())
                .withLabel(Labels.PIPELINE, names.label())
                .withLabel(ResourceLabels.STRIMZI_CLUSTER_LABEL, names.kafka())
                .list()
                .getItems();
    }

    private static String id(PersistentVolumeClaim claim) {
        return claim.getMetadata().getAnnotations() == null
                ? null
                : claim.getMetadata().getAnnotations().get(CLUSTER_ID);
    }
}
