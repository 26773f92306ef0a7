package io.cdcpipeline.teardown;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.ServerWords;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.observe.StatusBuilder;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Stage;
import io.cdcpipeline.poll.ConnectClient;
import io.cdcpipeline.poll.JsonHttpClient;
import io.cdcpipeline.poll.Poller;
import io.cdcpipeline.poll.SourceClient;
import io.cdcpipeline.reconcile.ReconcilerContext;
import io.cdcpipeline.reconcile.Reconciliation;
import io.cdcpipeline.reconcile.StatusWriter;
import io.cdcpipeline.teardown.TeardownStep.Progress;
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
public final class Teardown {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final List<TeardownStep> steps;
    private final Poller poller;
    private final SourceClient source;
    private final ReconcilerContext context;

    public Teardown(SourceClient source, Poller poller, ReconcilerContext context) {
        this.source = source;
        this.poller = poller;
        this.context = context;
        this.steps = List.of(
                new StopJob(),
                new StopConnector(new ConnectClient(new JsonHttpClient(context.routes()))),
                new DropSlot(source),
                new KeepClusterId(),
                new DeleteWorkloads(),
                new DeleteClaims());
    }

    public DeleteControl step(Reconciliation reconciliation, ClusterActions actions, Context<CdcPipeline> kubernetes) {
        boolean late = context.clock().instant().isAfter(deadline(reconciliation.pipeline()));
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
        reconciliation.newEvents().forEach(event -> context.events().write(reconciliation.pipeline(), event));
        return waits == null ? gone(reconciliation, actions) : again(reconciliation.pipeline(), waits, kubernetes);
    }

    private DeleteControl again(CdcPipeline pipeline, Progress.Pending waits, Context<CdcPipeline> kubernetes) {
        var status = StatusBuilder.leaving(
                pipeline.getStatus(),
                pipeline.getMetadata().getGeneration(),
                "Not yet: " + waits.left(),
                context.clock().instant());
        StatusWriter.write(pipeline, status, kubernetes);
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(AGAIN);
    }

    private static Progress take(TeardownStep step, Reconciliation reconciliation, ClusterActions actions) {
        try {
            return step.take(reconciliation, actions);
        } catch (KubernetesClientException e) {
            return new Progress.Pending("the API server refused a step of it: " + ServerWords.of(e));
        }
    }

    private DeleteControl gone(Reconciliation reconciliation, ClusterActions actions) {
        CdcPipeline pipeline = reconciliation.pipeline();
        actions.applier().forget(pipeline);
        reconciliation.plan().stages().stream()
                .map(Stage::generated)
                .flatMap(List<GeneratedSecret>::stream)
                .forEach(actions.secrets()::forget);
        poller.forget(pipeline);
        source.forget(pipeline);
        context.metrics().forget(pipeline);
        return DeleteControl.defaultDelete();
    }

    private Instant deadline(CdcPipeline pipeline) {
        return Instant.parse(pipeline.getMetadata().getDeletionTimestamp()).plus(context.teardownTimeout());
    }
}
