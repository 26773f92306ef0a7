package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.Credentials;
import io.cdcpipeline.cluster.PipelineEvents;
import io.cdcpipeline.cluster.ResourceWatches;
import io.cdcpipeline.cluster.Routes;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.poll.SourceClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What the reconciler is given from outside.
 *
 * @param leading whether this replica acts
 * @param teardownTimeout how long the end of a pipeline may take
 */
public record ReconcilerContext(
        OperatorConfig config,
        Routes routes,
        PipelineEvents events,
        PipelineMetrics metrics,
        BooleanSupplier leading,
        Clock clock) {

    public Settings settings() {
        return config.settings();
    }

    public Duration pollInterval() {
        return config.pollInterval();
    }

    public Duration teardownTimeout() {
        return config.teardownTimeout();
    }

    public SourceClient source(KubernetesClient client, ResourceWatches watches) {
        return SourceClient.of(new Credentials(client, watches, clock), routes, settings(), events::write);
    }
}
