package io.cdcpipeline.cluster;

import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.StageCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** What a reconciliation acts with. */
public record ClusterActions(
        KubernetesClient client, ResourceWatches watches, Applier applier, GeneratedSecrets secrets) {

    public static ClusterActions of(KubernetesClient client, ResourceWatches watches) {
        var applier = new Applier(client, watches);
        return new ClusterActions(client, watches, applier, new GeneratedSecrets(client, watches, applier));
    }

    /** The name of a pod that bears that label, whoever made it: we watch those with ours only. */
    public Optional<String> anyPod(String namespace, String label, String value) {
        return client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .findFirst();
    }

    /** Deletes; why the server refused that, if it did. */
    public Optional<StageCondition> remove(WatchedKind kind, ObservedResource resource) {
        try {
            delete(kind, resource);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(Refused.condition(resource.resource(), e));
        }
    }

    /** @throws KubernetesClientException where the server refused that */
    public void delete(WatchedKind kind, ObservedResource resource) {
        client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(resource.resource().getMetadata().getNamespace())
                .resource(resource.resource())
                .delete();
    }
}
