package io.cdcpipeline.standin;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One look at all resources. It remembers only since when each spec has been waited for. */
final class Reconciliation {
    /** Strimzi's {@code STRIMZI_OPERATION_TIMEOUT_MS}. */
    private static final Duration OPERATION_TIMEOUT = Duration.ofMinutes(5);

    private final ApiServer api;
    private final Kafkas kafkas;
    private final Connects connects;
    private final Map<String, Instant> waitingSince = new HashMap<>();

    Reconciliation(ApiServer api) {
        this.api = api;
        this.kafkas = new Kafkas(api);
        this.connects = new Connects(api);
    }

    /** @return whether there is nothing left to wait for */
    boolean run(boolean periodic) {
        List<StrimziResource> pools = api.list(Kind.NODE_POOL);
        List<StrimziResource> connectors = api.list(Kind.CONNECTOR);
        List<StrimziResource> clusters = api.list(Kind.CONNECT);
        boolean settled = true;
        for (StrimziResource kafka : api.list(Kind.KAFKA)) {
            settled &= guarded(kafka, () -> kafkas.reconcile(BrokerPool.of(kafka, pools)));
        }
        for (StrimziResource connect : clusters) {
            settled &= guarded(connect, () -> connects.reconcile(connect, members(connect, connectors), periodic));
        }
        for (StrimziResource connector : connectors) {
            if (clusters.stream().noneMatch(c -> member(c, connector))) {
                settled &= guarded(connector, () -> {
                    connects.orphan(connector);
                    return true;
                });
            }
        }
        return settled;
    }

    private static List<StrimziResource> members(StrimziResource connect, List<StrimziResource> connectors) {
        return connectors.stream().filter(c -> member(connect, c)).toList();
    }

    private static boolean member(StrimziResource connect, StrimziResource connector) {
        return connect.name().equals(connector.cluster()) && connect.namespace().equals(connector.namespace());
    }

    private boolean guarded(StrimziResource resource, BooleanSupplier step) {
        try {
            return reported(resource, step);
        } catch (KubernetesClientException | ResourceNotFoundException | UncheckedIOException e) {
            // A conflict, an object that has just gone, a pod that does not answer yet: the next pass tries again.
            System.out.printf("%s %s/%s: %s%n", resource.kind(), resource.namespace(), resource.name(), e);
            return false;
        }
    }

    private boolean reported(StrimziResource resource, BooleanSupplier step) {
        String key = resource.uid() + "/" + resource.generation();
        try {
            if (step.getAsBoolean()) {
                waitingSince.remove(key);
                return true;
            }
        } catch (InvalidResourceException | ConnectRestException e) {
            api.status(resource, Status.notReady(resource, e));
            return true;
        }
        Instant since = waitingSince.computeIfAbsent(key, k -> Instant.now());
        if (Duration.between(since, Instant.now()).compareTo(OPERATION_TIMEOUT) > 0) {
            String message = "Exceeded timeout of " + OPERATION_TIMEOUT.toMillis()
                    + "ms while waiting for StrimziPodSet resource " + resource.name() + " in namespace "
                    + resource.namespace() + " to be ready";
            api.status(resource, Status.notReady(resource, "TimeoutException", message));
        }
        return false;
    }
}
