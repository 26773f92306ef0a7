package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.Happening;
import io.cdcpipeline.observe.StatusOf;
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
    private final LookAround look;
    private final SourceQuestion source;
    private final Surroundings around;

    Teardown(SourceQuestion source, LookAround look, Surroundings around) {
        this.source = source;
        this.look = look;
        this.around = around;
        this.steps = List.of(
                new StopJob(),
                new StopConnector(new ConnectQuestion(new Asking(around.routes()))),
                new DropSlot(source),
                new EndWorkloads(),
                new DeleteClaims());
    }

    DeleteControl step(Pass pass, Hands hands, Context<CdcPipeline> context) {
        boolean late = around.clock().instant().isAfter(deadline(pass.pipeline()));
        Progress.Pending waits = null;
        for (TeardownStep step : steps) {
            if (take(step, pass, hands) instanceof Progress.Pending pending) {
                if (!late) {
                    waits = pending;
                    break;
                }
                pass.happened(Happening.warning("LeftBehind", pending.left()));
            }
        }
        pass.happenings().forEach(happening -> around.events().write(pass.pipeline(), happening));
        return waits == null ? gone(pass, hands) : again(pass.pipeline(), waits, context);
    }

    private DeleteControl again(CdcPipeline pipeline, Progress.Pending waits, Context<CdcPipeline> context) {
        var status = StatusOf.leaving(
                pipeline.getStatus(),
                pipeline.getMetadata().getGeneration(),
                "Not yet: " + waits.left(),
                around.clock().instant());
        StatusWriter.write(pipeline, status, context);
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(AGAIN);
    }

    private static Progress take(TeardownStep step, Pass pass, Hands hands) {
        try {
            return step.take(pass, hands);
        } catch (KubernetesClientException e) {
            return new Progress.Pending(step.getClass().getSimpleName() + " failed: " + e.getMessage());
        }
    }

    private DeleteControl gone(Pass pass, Hands hands) {
        CdcPipeline pipeline = pass.pipeline();
        hands.applier().forget(pipeline);
        pass.plan().stages().stream()
                .map(Stage::generated)
                .flatMap(List<GeneratedSecret>::stream)
                .forEach(hands.secrets()::forget);
        look.forget(pipeline);
        source.credentials().forget(pipeline);
        around.metrics().forget(pipeline);
        return DeleteControl.defaultDelete();
    }

    private Instant deadline(CdcPipeline pipeline) {
        return Instant.parse(pipeline.getMetadata().getDeletionTimestamp()).plus(around.teardownTimeout());
    }
}
