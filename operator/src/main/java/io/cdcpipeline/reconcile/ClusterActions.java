package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.ObservedResource;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What a pass acts with. */
record ClusterActions(KubernetesClient client, ResourceWatches watches, Applier applier, GeneratedSecrets secrets) {

    static ClusterActions of(KubernetesClient client, ResourceWatches watches) {
        var applier = new Applier(client, watches);
        return new ClusterActions(client, watches, applier, new GeneratedSecrets(client, watches, applier));
    }

    void delete(WatchedKind kind, ObservedResource resource) {
        client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(resource.resource().getMetadata().getNamespace())
                .resource(resource.resource())
                .delete();
    }
}
