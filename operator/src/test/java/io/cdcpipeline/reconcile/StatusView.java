package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is there at one moment: each kind is listed once, however many ask, for those who act all the time. */
final class StatusView {

    private final ClusterObjects shelf;
    private final Map<WatchedKind, List<GenericKubernetesResource>> seen = new EnumMap<>(WatchedKind.class);

    StatusView(ClusterObjects shelf) {
        this.shelf = shelf;
    }

    List<GenericKubernetesResource> all(WatchedKind kind) {
        return seen.computeIfAbsent(kind, shelf::all);
    }

    Optional<GenericKubernetesResource> find(WatchedKind kind, String name) {
        return all(kind).stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst();
    }
}
