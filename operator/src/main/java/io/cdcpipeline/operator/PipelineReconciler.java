package io.cdcpipeline.operator;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.cluster.ClusterActions;
import io.cdcpipeline.cluster.ResourceWatches;
import io.cdcpipeline.cluster.ServerWords;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.Observation;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.PipelineIdentity;
import io.cdcpipeline.observe.StageCondition;
import io.cdcpipeline.observe.StatusBuilder;
import io.cdcpipeline.observe.Transitions;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.source.Database;
import io.cdcpipeline.poll.Backoff;
import io.cdcpipeline.poll.JsonHttpClient;
import io.cdcpipeline.poll.PolledState;
import io.cdcpipeline.poll.PolledStateSource;
import io.cdcpipeline.poll.Poller;
import io.cdcpipeline.reconcile.ApplyStep;
import io.cdcpipeline.reconcile.BrokerStep;
import io.cdcpipeline.reconcile.CaptureStep;
import io.cdcpipeline.reconcile.DriverHandover;
import io.cdcpipeline.reconcile.LabPart;
import io.cdcpipeline.reconcile.Pruning;
import io.cdcpipeline.reconcile.ReconcilerContext;
import io.cdcpipeline.reconcile.Reconciliation;
import io.cdcpipeline.reconcile.SourceStep;
import io.cdcpipeline.reconcile.StatusWriter;
import io.cdcpipeline.reconcile.Step;
import io.cdcpipeline.reconcile.StepResult;
import io.cdcpipeline.reconcile.TaskRestarts;
import io.cdcpipeline.teardown.Teardown;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a pipeline to what its spec says: the stages in their order, each of which begins when the one before it is
 * ready; then one status, written when it says something new.
 */
public final class PipelineReconciler implements Reconciler<CdcPipeline>, Cleaner<CdcPipeline> {

    private static final Duration SOONEST = Duration.ofSeconds(2);
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final ReconcilerContext context;
    private final List<Step> steps;
    private ClusterActions actions;
    private PolledStateSource polledState;
    private Teardown teardown;

    public PipelineReconciler(ReconcilerContext context) {
        this.context = context;
        this.steps = List.of(
                new SourceStep(),
                new BrokerStep(),
                new CaptureStep(new TaskRestarts(context.clock())),
                new ApplyStep(new DriverHandover(context.clock())));
    }

    @Override
    public List<EventSource<?, CdcPipeline>> prepareEventSources(EventSourceContext<CdcPipeline> kubernetes) {
        var watches = new ResourceWatches(context.clock());
        actions = ClusterActions.of(kubernetes.getClient(), watches);
        var source = context.source(kubernetes.getClient(), watches);
        var poller = new Poller(kubernetes.getClient(), watches, source, new JsonHttpClient(context.routes()));
        polledState = PolledStateSource.of(
                kubernetes,
                new PolledStateSource.Fetcher(poller, context.leading(), context.pollInterval(), context.clock()));
        teardown = new Teardown(source, poller, context);
        var sources = new ArrayList<EventSource<?, CdcPipeline>>(watches.atStart(kubernetes));
        sources.add(polledState);
        return sources;
    }

    @Override
    public UpdateControl<CdcPipeline> reconcile(CdcPipeline pipeline, Context<CdcPipeline> kubernetes) {
        actions.watches().addWhatCame(kubernetes);
        Reconciliation reconciliation = reconciliation(pipeline);
        Optional<StageCondition> unpruned = Pruning.of(reconciliation);
        var seen = new EnumMap<ConditionType, StageCondition>(ConditionType.class);
        boolean open = true;
        boolean again = false;
        for (Step step : steps) {
            boolean act = open || reconciliation.spec().suspend() && step.begun(reconciliation);
            StepResult result = act ? step.advance(reconciliation) : step.watch(reconciliation);
            seen.putAll(result.seen());
            open = open && result instanceof StepResult.GoOn;
            again = again || result instanceof StepResult.Requeue;
        }
        unpruned.ifPresent(refused -> seen.put(ConditionType.APPLYING, refused));
        again = LabPart.advance(reconciliation, open && unpruned.isEmpty(), seen) || again || unpruned.isPresent();
        CdcPipelineStatus status = StatusBuilder.next(
                identity(reconciliation),
                observation(reconciliation, seen),
                pipeline.getStatus(),
                context.clock().instant());
        Transitions.between(pipeline.getStatus(), status, seen).forEach(reconciliation::happened);
        StatusWriter.write(pipeline, status, kubernetes);
        reconciliation.newEvents().forEach(event -> context.events().write(pipeline, event));
        context.metrics().show(pipeline, status, reconciliation.polled());
        return again
                ? UpdateControl.<CdcPipeline>noUpdate().rescheduleAfter(delay(pipeline))
                : UpdateControl.noUpdate();
    }

    @Override
    public DeleteControl cleanup(CdcPipeline pipeline, Context<CdcPipeline> kubernetes) {
        actions.watches().addWhatCame(kubernetes);
        return teardown.step(reconciliation(pipeline), actions, kubernetes);
    }

    /**
     * Something that nobody thought of: it is tried again for ever, and meanwhile the user reads what it was. What fails
     * because this replica ends, or has lost the lead, is the next one's to try, and no news.
     */
    @Override
    public ErrorStatusUpdateControl<CdcPipeline> updateErrorStatus(
            CdcPipeline pipeline, Context<CdcPipeline> kubernetes, Exception failure) {
        CdcPipelineStatus next = StatusBuilder.interrupted(
                pipeline.getStatus(),
                pipeline.getMetadata().getGeneration(),
                failure instanceof KubernetesClientException refused
                        ? ServerWords.of(refused)
                        : failure.getClass().getSimpleName() + " (its log has the trace): " + failure.getMessage(),
                context.clock().instant());
        boolean silent = !context.leading().getAsBoolean() || pipeline.isMarkedForDeletion();
        return silent || next.equals(pipeline.getStatus())
                ? ErrorStatusUpdateControl.defaultErrorProcessing()
                : ErrorStatusUpdateControl.patchStatus(StatusWriter.bare(pipeline, next));
    }

    private Reconciliation reconciliation(CdcPipeline pipeline) {
        PolledState polled = pipeline.isMarkedForDeletion()
                ? PolledState.nothing(pipeline.getMetadata().getUid(), 0)
                : polledState.current(pipeline);
        return new Reconciliation(pipeline, Planner.plan(pipeline, context.settings()), polled, actions);
    }

    private Duration delay(CdcPipeline pipeline) {
        return Backoff.of(pipeline, context.clock().instant(), SOONEST, LATEST).orElse(SOONEST);
    }

    private PipelineIdentity identity(Reconciliation reconciliation) {
        Database database = Database.of(reconciliation.pipeline(), context.settings());
        if (reconciliation.spec().source().kind() instanceof Mariadb mariadb) {
            long serverId = mariadb.serverId(reconciliation.names().serverId());
            long generation = reconciliation.pipeline().getMetadata().getGeneration();
            return new PipelineIdentity(generation, database.address(), null, null, serverId);
        }
        return new PipelineIdentity(
                reconciliation.pipeline().getMetadata().getGeneration(),
                database.address(),
                reconciliation.names().slot(),
                reconciliation.names().publication());
    }

    private static Observation observation(Reconciliation reconciliation, Map<ConditionType, StageCondition> seen) {
        Optional<ObservedResource> application = reconciliation.live(
                reconciliation.runner(), reconciliation.names().apply());
        String id = application
                .map(a -> a.text("status", "sparkApplicationId"))
                .filter(i -> !i.isEmpty())
                .orElse("");
        PolledState polled = reconciliation.polled();
        return new Observation(
                seen, polled.source(), polled.connector(), polled.job(), id, LabPart.status(reconciliation));
    }
}
