package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcOperationStatus;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.plan.Durations;
import io.cdcpipeline.poll.ConnectClient;
import io.cdcpipeline.poll.JobClient;
import io.cdcpipeline.poll.JsonHttpClient;
import io.cdcpipeline.reconcile.ReconcilerContext;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Carries operations out: one look after another until each has ended, one status, written when it says something new; then
 * it is kept for its time, and deleted. One that is deleted while the job may be at work on it is cancelled first.
 */
public final class OperationReconciler implements Reconciler<CdcOperation> {

    private static final Duration SOONEST = Duration.ofSeconds(2);
    /** A timer need not run longer; when it rings too early it is set again. */
    private static final Duration LATEST = Duration.ofHours(1);

    private static final int PART = 4;

    private final ReconcilerContext context;
    private Pipelines pipelines;
    private OperationClaim claim;
    private OperationWork work;
    private Cancellation cancellation;

    public OperationReconciler(ReconcilerContext context) {
        this.context = context;
    }

    @Override
    public List<EventSource<?, CdcOperation>> prepareEventSources(EventSourceContext<CdcOperation> kubernetes) {
        var client = kubernetes.getClient();
        var http = new JsonHttpClient(context.routes());
        var job = new JobWork(new JobControlClient(context.routes()), new ControlTokens(client), context.settings());
        var restart = new RestartWork(client, new JobClient(http), new ConnectClient(http), context.settings());
        pipelines = Pipelines.of(kubernetes);
        claim = new OperationClaim(client);
        work = new OperationWork(claim, job, restart);
        cancellation = new Cancellation(claim, job, context);
        return List.of(pipelines.source());
    }

    @Override
    public UpdateControl<CdcOperation> reconcile(CdcOperation operation, Context<CdcOperation> kubernetes) {
        if (kubernetes.isPrimaryResourceDeleted()) {
            return UpdateControl.noUpdate();
        }
        if (operation.isMarkedForDeletion()) {
            boolean done = cancellation.advance(operation, pipelines.of(operation));
            return done ? UpdateControl.noUpdate() : again(soonest());
        }
        if (OperationStatuses.hasEnded(operation)) {
            return claim.release(operation) ? keep(operation) : again(soonest());
        }
        Outcome outcome = look(operation);
        CdcOperationStatus next = OperationStatuses.next(operation, outcome, now());
        if (!next.equals(operation.getStatus())) {
            tell(operation, next);
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
                    operation, OperationClaim.bare(operation, next), kubernetes);
        }
        return again(outcome.ended() ? Duration.ofMillis(1) : delay(operation));
    }

    private Outcome look(CdcOperation operation) {
        Optional<CdcPipeline> pipeline = pipelines.of(operation);
        if (pipeline.isEmpty()) {
            return MissingPipeline.outcome(operation, now());
        }
        Optional<Outcome.Pending> before = Predecessors.of(operation, pipelines.beside(operation));
        return before.isPresent() ? before.get() : work.advance(operation, pipeline.get());
    }

    private UpdateControl<CdcOperation> keep(CdcOperation operation) {
        Duration ttl = Duration.ofMillis(Durations.millis(operation.getSpec().ttlAfterFinished()));
        Duration left = Duration.between(
                now(), Instant.parse(operation.getStatus().completionTime()).plus(ttl));
        if (left.isNegative() || left.isZero()) {
            claim.delete(operation);
            return UpdateControl.noUpdate();
        }
        return again(left.compareTo(LATEST) < 0 ? left : LATEST);
    }

    private void tell(CdcOperation operation, CdcOperationStatus next) {
        OperationPhase before = OperationStatuses.phase(operation);
        String what = next.kind() + " of " + Asked.of(operation.getSpec()).subject();
        boolean news = before == null || before == OperationPhase.PENDING;
        if (news && next.startTime() != null) {
            event(operation, PipelineEvent.normal("OperationStarted", what + " has begun"));
        }
        if (next.phase().equals(OperationPhase.SUCCEEDED.text())) {
            event(operation, PipelineEvent.normal("OperationCompleted", what + ": " + next.result()));
        }
        if (next.phase().equals(OperationPhase.FAILED.text())) {
            event(operation, PipelineEvent.warning("OperationFailed", what + ": " + next.result()));
        }
    }

    private void event(CdcOperation operation, PipelineEvent event) {
        context.events().write(operation, event);
    }

    /** A quarter of its age: an operation of seconds is seen to end at once, one of hours costs a look now and then. */
    private Duration delay(CdcOperation operation) {
        Duration part = Duration.between(Instant.parse(operation.getMetadata().getCreationTimestamp()), now())
                .dividedBy(PART);
        Duration longest = context.pollInterval();
        Duration most = part.compareTo(longest) < 0 ? part : longest;
        return most.compareTo(soonest()) < 0 ? soonest() : most;
    }

    private Duration soonest() {
        return context.pollInterval().compareTo(SOONEST) < 0 ? context.pollInterval() : SOONEST;
    }

    private static UpdateControl<CdcOperation> again(Duration delay) {
        return UpdateControl.<CdcOperation>noUpdate().rescheduleAfter(delay);
    }

    private Instant now() {
        return context.clock().instant();
    }
}
