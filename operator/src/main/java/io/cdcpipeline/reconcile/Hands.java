package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.Live;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What a pass acts with. */
record Hands(KubernetesClient client, Watches watches, Applier applier, GeneratedSecrets secrets) {

    static Hands of(KubernetesClient client, Watches watches) {
        var applier = new Applier(client, watches);
        return new Hands(client, watches, applier, new GeneratedSecrets(client, watches, applier));
    }

    void delete(WatchedKind kind, Live resource) {
        client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                .inNamespace(resource.resource().getMetadata().getNamespace())
                .resource(resource.resource())
                .delete();
    }
}
