package io.cdcpipeline.standin;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Plays Strimzi's cluster operator for all namespaces of the cluster that KUBECONFIG names, until it is ended. See the
 * package for why. It runs on the node, where the addresses of Services can be reached.
 */
public final class StrimziStandIn implements ResourceEventHandler<GenericKubernetesResource> {
    /** Strimzi's {@code STRIMZI_FULL_RECONCILIATION_INTERVAL_MS}. */
    private static final Duration FULL_RECONCILIATION = Duration.ofSeconds(120);

    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

    private StrimziStandIn() {}

    public static void main(String[] args) throws InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            new StrimziStandIn().run(client);
        }
    }

    private void run(KubernetesClient client) throws InterruptedException {
        for (Kind kind : Kind.values()) {
            client.genericKubernetesResources(kind.context()).inAnyNamespace().inform(this);
        }
        Reconciliation reconciliation = new Reconciliation(new ApiServer(client));
        Instant full = Instant.now();
        while (!Thread.currentThread().isInterrupted()) {
            boolean periodic = !Instant.now().isBefore(full);
            if (periodic) {
                full = Instant.now().plus(FULL_RECONCILIATION);
            }
            changes.clear();
            Duration rest =
                    reconciliation.run(periodic) ? Duration.between(Instant.now(), full) : Duration.ofSeconds(1);
            changes.poll(Math.max(0, rest.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onAdd(GenericKubernetesResource resource) {
        changes.add("added");
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        changes.add("changed");
    }

    @Override
    public void onDelete(GenericKubernetesResource resource, boolean unknown) {
        changes.add("deleted");
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
