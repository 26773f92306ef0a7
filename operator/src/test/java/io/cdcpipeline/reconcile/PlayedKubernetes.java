package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays kube-controller-manager and kubelet, which a bare kube-apiserver does not have: the StatefulSet controller (pods,
 * claims, status: apps/v1 StatefulSetStatus), the garbage collector (what has no living owner left goes) and the
 * protection of claims in use (the API server puts the finalizer on, and a controller takes it off).
 */
record PlayedKubernetes(ClusterObjects shelf, Script script) {

    void act(StatusView now) {
        now.all(WatchedKind.STATEFUL_SET).forEach(set -> statefulSet(set, now));
        collectGarbage(now);
        releaseClaims(now);
    }

    private void statefulSet(GenericKubernetesResource set, StatusView now) {
        String name = set.getMetadata().getName();
        if (now.find(WatchedKind.POD, name + "-0").isEmpty()) {
            if (now.find(WatchedKind.CLAIM, "data-" + name + "-0").isEmpty()) {
                claim(set, "data-" + name + "-0");
            }
            pod(set, name + "-0");
        }
        String conditions = script.databaseStarts
                ? "[{type: Ready, status: 'True'}]"
                : "[{type: Ready, status: 'False', reason: ContainersNotReady}]";
        now.find(WatchedKind.POD, name + "-0")
                .ifPresent(
                        pod -> shelf.status(WatchedKind.POD, pod, "{phase: Running, conditions: " + conditions + "}"));
        int ready = script.databaseStarts ? 1 : 0;
        shelf.status(
                WatchedKind.STATEFUL_SET,
                set,
                "{replicas: 1, readyReplicas: %d, availableReplicas: %d, observedGeneration: %d}"
                        .formatted(ready, ready, set.getMetadata().getGeneration()));
    }

    private void claim(GenericKubernetesResource set, String name) {
        shelf.create("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata:
                  name: %s
                  labels: %s
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """.formatted(name, labels(set, "spec", "selector", "matchLabels")));
    }

    private void pod(GenericKubernetesResource set, String name) {
        shelf.create("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  labels: %s
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: %s, uid: %s}]
                spec: {containers: [{name: postgresql, image: postgres}]}
                """.formatted(
                        name,
                        labels(set, "spec", "template", "metadata", "labels"),
                        set.getMetadata().getName(),
                        set.getMetadata().getUid()));
    }

    private static String labels(GenericKubernetesResource resource, Object... path) {
        return Serialization.asJson(resource.get(path));
    }

    private void collectGarbage(StatusView now) {
        Set<String> living = living(now);
        for (WatchedKind kind : WatchedKind.values()) {
            now.all(kind).stream()
                    .filter(r -> !r.getMetadata().getOwnerReferences().isEmpty())
                    .filter(r -> r.getMetadata().getOwnerReferences().stream()
                            .map(OwnerReference::getUid)
                            .noneMatch(living::contains))
                    .forEach(r -> shelf.delete(kind, r.getMetadata().getName()));
        }
    }

    /** The pipelines are listed last: one that came after its resources were seen owns them all the same. */
    private Set<String> living(StatusView now) {
        Set<String> living = Stream.of(WatchedKind.values())
                .flatMap(kind -> now.all(kind).stream())
                .map(r -> r.getMetadata().getUid())
                .collect(Collectors.toSet());
        shelf.client()
                .resources(CdcPipeline.class)
                .inNamespace(shelf.namespace())
                .list()
                .getItems()
                .forEach(pipeline -> living.add(pipeline.getMetadata().getUid()));
        return living;
    }

    private void releaseClaims(StatusView now) {
        now.all(WatchedKind.CLAIM).stream()
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() != null)
                .forEach(claim -> shelf.edit(
                        WatchedKind.CLAIM, claim.getMetadata().getName(), "{\"metadata\": {\"finalizers\": null}}"));
    }
}
