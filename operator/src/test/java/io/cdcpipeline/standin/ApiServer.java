package io.cdcpipeline.standin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** What the stand-in reads from and writes to the API server. */
record ApiServer(KubernetesClient client) {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    List<StrimziResource> list(Kind kind) {
        return client.genericKubernetesResources(kind.context()).inAnyNamespace().list().getItems().stream()
                .filter(r -> r.getMetadata().getDeletionTimestamp() == null)
                .map(r -> StrimziResource.of(kind, r))
                .toList();
    }

    void apply(List<HasMetadata> resources) {
        for (HasMetadata resource : resources) {
            client.resource(resource)
                    .fieldManager("strimzi-cluster-operator")
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    /** Rolled out as a StrimziPodSet is ready: every pod is of the newest revision and ready. */
    boolean rolledOut(String namespace, String statefulSet) {
        var set = client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(statefulSet)
                .get();
        if (set == null
                || set.getStatus() == null
                || set.getStatus().getObservedGeneration() == null
                || set.getStatus().getObservedGeneration() < set.getMetadata().getGeneration()) {
            return false;
        }
        int wanted = set.getSpec().getReplicas();
        return count(set.getStatus().getReadyReplicas()) == wanted
                && count(set.getStatus().getUpdatedReplicas()) == wanted;
    }

    /** The address of a Service: it, unlike the Service's name, can be used outside the cluster's DNS on its node. */
    String address(String namespace, String service) {
        return client.services()
                .inNamespace(namespace)
                .withName(service)
                .require()
                .getSpec()
                .getClusterIP();
    }

    /** Writes only where more than a transition time differs, as Strimzi's {@code StatusDiff} has it. */
    void status(StrimziResource resource, ObjectNode status) {
        if (timeless(status).equals(timeless(resource.at("/status")))) {
            return;
        }
        client.genericKubernetesResources(resource.kind().context())
                .inNamespace(resource.namespace())
                .withName(resource.name())
                .editStatus(current -> {
                    GenericKubernetesResource changed = current;
                    changed.setAdditionalProperty("status", StrimziResource.JSON.convertValue(status, MAP));
                    return changed;
                });
        System.out.printf(
                "%s %s/%s: %s%n", resource.kind(), resource.namespace(), resource.name(), status.at("/conditions/0"));
    }

    private static JsonNode timeless(JsonNode status) {
        JsonNode copy = status.deepCopy();
        copy.path("conditions").forEach(c -> ((ObjectNode) c).remove("lastTransitionTime"));
        return copy;
    }

    private static int count(Integer replicas) {
        return replicas == null ? 0 : replicas;
    }
}
