package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.observe.StatusBuilder;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.reconcile.TeardownStep.Progress;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The end of a pipeline, in bounded time: step after step until the deadline; then what is left behind is said in an event
 * and the pipeline goes all the same. One that could wait for ever would keep its namespace from being deleted.
 */
final class Teardown {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final List<TeardownStep> steps;
    private final Poller look;
    private final SourceClient source;
    private final ReconcilerContext around;

    Teardown(SourceClient source, Poller look, ReconcilerContext around) {
        this.source = source;
        this.look = look;
        this.around = around;
        this.steps = List.of(
                new StopJob(),
                new StopConnector(new ConnectClient(new JsonHttpClient(around.routes()))),
                new DropSlot(source),
                new DeleteWorkloads(),
                new DeleteClaims());
    }

    DeleteControl step(Reconciliation reconciliation, ClusterActions actions, Context<CdcPipeline> context) {
        boolean late = around.clock().instant().isAfter(deadline(reconciliation.pipeline()));
        Progress.Pending waits = null;
        for (TeardownStep step : steps) {
            if (take(step, reconciliation, actions) instanceof Progress.Pending pending) {
                if (!late) {
                    waits = pending;
                    break;
                }
                reconciliation.happened(PipelineEvent.warning("LeftBehind", pending.left()));
            }
        }
        reconciliation.newEvents().forEach(event -> around.events().write(reconciliation.pipeline(), event));
        return waits == null ? gone(reconciliation, actions) : again(reconciliation.pipeline(), waits, context);
    }

    private DeleteControl again(CdcPipeline pipeline, Progress.Pending waits, Context<CdcPipeline> context) {
        var status = StatusBuilder.leaving(
                pipeline.getStatus(),
                pipeline.getMetadata().getGeneration(),
                "Not yet: " + waits.left(),
                around.clock().instant());
        StatusWriter.write(pipeline, status, context);
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(AGAIN);
    }

    private static Progress take(TeardownStep step, Reconciliation reconciliation, ClusterActions actions) {
        try {
            return step.take(reconciliation, actions);
        } catch (KubernetesClientException e) {
            return new Progress.Pending(step.getClass().getSimpleName() + " failed: " + e.getMessage());
        }
    }

    private DeleteControl gone(Reconciliation reconciliation, ClusterActions actions) {
        CdcPipeline pipeline = reconciliation.pipeline();
        actions.applier().forget(pipeline);
        reconciliation.plan().stages().stream()
                .map(Stage::generated)
                .flatMap(List<GeneratedSecret>::stream)
                .forEach(actions.secrets()::forget);
        look.forget(pipeline);
        source.credentials().forget(pipeline);
        around.metrics().forget(pipeline);
        return DeleteControl.defaultDelete();
    }

    private Instant deadline(CdcPipeline pipeline) {
        return Instant.parse(pipeline.getMetadata().getDeletionTimestamp()).plus(around.teardownTimeout());
    }
}
