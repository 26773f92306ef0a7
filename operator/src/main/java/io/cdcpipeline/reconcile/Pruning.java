package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.Ownership;
import io.cdcpipeline.cluster.WatchedKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes what an earlier spec wanted and this one does not: a role without executors, an application that can't be suspended. */
public final class Pruning {

    private Pruning() {}

    public static void of(Reconciliation reconciliation) {
        Set<String> wanted = reconciliation.plan().resources().map(Pruning::key).collect(Collectors.toSet());
        Ownership ours = Ownership.of(reconciliation.pipeline());
        Arrays.stream(WatchedKind.values())
                .filter(WatchedKind::disposable)
                .forEach(kind -> reconciliation.all(kind).stream()
                        .filter(seen ->
                                !seen.leaving() && ours.owns(seen.resource()) && !wanted.contains(key(seen.resource())))
                        .forEach(seen -> reconciliation.delete(kind, seen)));
    }

    private static String key(HasMetadata resource) {
        return WatchedKind.of(resource) + "/" + resource.getMetadata().getName();
    }
}
