package io.cdcpipeline.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
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

    StrimziResource again(StrimziResource resource) {
        return StrimziResource.of(
                resource.kind(),
                client.genericKubernetesResources(resource.kind().context())
                        .inNamespace(resource.namespace())
                        .withName(resource.name())
                        .require());
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

    /**
     * Writes only where more than a transition time differs, as Strimzi's {@code StatusDiff} has it.
     *
     * @return whether it has written
     */
    boolean status(StrimziResource resource, ObjectNode status) {
        if (timeless(status).equals(timeless(resource.at("/status")))) {
            return false;
        }
        client.genericKubernetesResources(resource.kind().context())
                .inNamespace(resource.namespace())
                .withName(resource.name())
                .editStatus(current -> {
                    current.setAdditionalProperty("status", StrimziResource.JSON.convertValue(status, MAP));
                    return current;
                });
        System.out.printf(
                "%s %s/%s: %s%n", resource.kind(), resource.namespace(), resource.name(), status.path("conditions"));
        return true;
    }

    /** Read back from text, for a number that was put in and one that was read may differ in their Java type alone. */
    private static JsonNode timeless(JsonNode status) {
        try {
            JsonNode copy = StrimziResource.JSON.readTree(status.toString());
            copy.path("conditions").forEach(c -> ((ObjectNode) c).remove("lastTransitionTime"));
            return copy;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(Integer replicas) {
        return replicas == null ? 0 : replicas;
    }
}
