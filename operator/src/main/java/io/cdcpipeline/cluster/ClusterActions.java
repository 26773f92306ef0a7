package io.cdcpipeline.cluster;

import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What a pass acts with. */
public record ClusterActions(
        KubernetesClient client, ResourceWatches watches, Applier applier, GeneratedSecrets secrets) {

    public static ClusterActions of(KubernetesClient client, ResourceWatches watches) {
        var applier = new Applier(client, watches);
        return new ClusterActions(client, watches, applier, new GeneratedSecrets(client, watches, applier));
    }

    public void delete(WatchedKind kind, ObservedResource resource) {
        client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(resource.resource().getMetadata().getNamespace())
                .resource(resource.resource())
                .delete();
    }
}
