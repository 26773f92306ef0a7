package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.Ownership;
import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.StageCondition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes what an earlier spec wanted and this one does not: a role without executors, an application that can't be suspended,
 * policies that nobody asks for.
 */
public final class Pruning {

    private Pruning() {}

    /** Why the server refused one of the deletions, if it did. Told of the job, whose the most of these kinds are. */
    public static Optional<StageCondition> of(Reconciliation reconciliation) {
        Set<String> wanted = reconciliation.plan().resources().map(Pruning::key).collect(Collectors.toSet());
        Ownership ours = Ownership.of(reconciliation.pipeline());
        return Arrays.stream(WatchedKind.values())
                .filter(WatchedKind::disposable)
                .flatMap(kind -> reconciliation.all(kind).stream()
                        .filter(seen ->
                                !seen.leaving() && ours.owns(seen.resource()) && !wanted.contains(key(seen.resource())))
                        .flatMap(seen -> reconciliation.remove(kind, seen).stream()))
                .toList() // each is tried, also behind one that was refused
                .stream()
                .findFirst();
    }

    private static String key(HasMetadata resource) {
        return WatchedKind.of(resource) + "/" + resource.getMetadata().getName();
    }
}
