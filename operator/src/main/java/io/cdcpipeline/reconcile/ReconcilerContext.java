package io.cdcpipeline.reconcile;

import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.source.PostgresSource;
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
record ReconcilerContext(
        OperatorConfig config,
        Routes routes,
        PipelineEvents events,
        PipelineMetrics metrics,
        BooleanSupplier leading,
        Clock clock) {

    Settings settings() {
        return config.settings();
    }

    Duration pollInterval() {
        return config.pollInterval();
    }

    Duration teardownTimeout() {
        return config.teardownTimeout();
    }

    SourceClient source(KubernetesClient client, ResourceWatches watches) {
        return new SourceClient(new PostgresSource(), new Credentials(client, watches), routes, settings());
    }
}
