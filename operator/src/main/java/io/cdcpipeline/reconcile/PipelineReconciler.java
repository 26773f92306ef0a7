package io.cdcpipeline.reconcile;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.observe.ConditionType;
import io.cdcpipeline.observe.Live;
import io.cdcpipeline.observe.Observation;
import io.cdcpipeline.observe.Standing;
import io.cdcpipeline.observe.StatusOf;
import io.cdcpipeline.observe.Subject;
import io.cdcpipeline.observe.Transitions;
import io.cdcpipeline.plan.Database;
import io.cdcpipeline.plan.Planner;
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
final class PipelineReconciler implements Reconciler<CdcPipeline>, Cleaner<CdcPipeline> {

    private static final Duration SOONEST = Duration.ofSeconds(2);
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final Surroundings around;
    private final List<Step> steps;
    private Hands hands;
    private Probe probe;
    private Teardown teardown;

    PipelineReconciler(Surroundings around) {
        this.around = around;
        this.steps = List.of(
                new SourceStep(),
                new BrokerStep(),
                new CaptureStep(),
                new ApplyStep(new DriverHandover(around.clock())));
    }

    @Override
    public List<EventSource<?, CdcPipeline>> prepareEventSources(EventSourceContext<CdcPipeline> context) {
        var watches = new Watches(around.clock());
        hands = Hands.of(context.getClient(), watches);
        var source = around.source(context.getClient(), watches);
        var look = new LookAround(context.getClient(), watches, source, new Asking(around.routes()));
        probe = Probe.of(context, new Probe.Fetcher(look, around.leading(), around.pollInterval(), around.clock()));
        teardown = new Teardown(source, look, around);
        var sources = new ArrayList<EventSource<?, CdcPipeline>>(watches.atStart(context));
        sources.add(probe);
        return sources;
    }

    @Override
    public UpdateControl<CdcPipeline> reconcile(CdcPipeline pipeline, Context<CdcPipeline> context) {
        hands.watches().addWhatCame(context);
        Pass pass = pass(pipeline);
        Pruning.of(pass);
        var seen = new EnumMap<ConditionType, Standing>(ConditionType.class);
        boolean open = true;
        boolean again = false;
        for (Step step : steps) {
            boolean act = open || pass.spec().suspend() && step.begun(pass);
            Outcome outcome = act ? step.advance(pass) : step.watch(pass);
            seen.putAll(outcome.seen());
            open = open && outcome instanceof Outcome.GoOn;
            again = again || outcome instanceof Outcome.Requeue;
        }
        CdcPipelineStatus status = StatusOf.next(
                subject(pass),
                observation(pass, seen),
                pipeline.getStatus(),
                around.clock().instant());
        Transitions.between(pipeline.getStatus(), status, seen).forEach(pass::happened);
        StatusWriter.write(pipeline, status, context);
        pass.happenings().forEach(happening -> around.events().write(pipeline, happening));
        around.metrics().show(pipeline, status, pass.polled());
        return again
                ? UpdateControl.<CdcPipeline>noUpdate().rescheduleAfter(delay(pipeline))
                : UpdateControl.noUpdate();
    }

    @Override
    public DeleteControl cleanup(CdcPipeline pipeline, Context<CdcPipeline> context) {
        hands.watches().addWhatCame(context);
        return teardown.step(pass(pipeline), hands, context);
    }

    /** Something that nobody thought of: it is tried again for ever, and meanwhile the user reads what it was. */
    @Override
    public ErrorStatusUpdateControl<CdcPipeline> updateErrorStatus(
            CdcPipeline pipeline, Context<CdcPipeline> context, Exception failure) {
        CdcPipelineStatus next = StatusOf.interrupted(
                pipeline.getStatus(),
                pipeline.getMetadata().getGeneration(),
                failure.toString(),
                around.clock().instant());
        return next.equals(pipeline.getStatus()) || pipeline.isMarkedForDeletion()
                ? ErrorStatusUpdateControl.defaultErrorProcessing()
                : ErrorStatusUpdateControl.patchStatus(StatusWriter.bare(pipeline, next));
    }

    private Pass pass(CdcPipeline pipeline) {
        Polled polled = pipeline.isMarkedForDeletion() ? Polled.nothing(0) : probe.current(pipeline);
        return new Pass(pipeline, Planner.plan(pipeline, around.settings()), polled, hands);
    }

    private Duration delay(CdcPipeline pipeline) {
        return Backoff.of(pipeline, around.clock().instant(), SOONEST, LATEST).orElse(SOONEST);
    }

    private Subject subject(Pass pass) {
        Database database = Database.of(pass.pipeline(), around.settings());
        return new Subject(
                pass.pipeline().getMetadata().getGeneration(),
                database.host() + ":" + database.port() + "/" + database.name(),
                pass.names().slot(),
                pass.names().publication());
    }

    private static Observation observation(Pass pass, Map<ConditionType, Standing> seen) {
        Optional<Live> application = pass.live(pass.runner(), pass.names().apply());
        String id = application
                .map(a -> a.text("status", "sparkApplicationId"))
                .filter(i -> !i.isEmpty())
                .orElse("");
        Polled polled = pass.polled();
        return new Observation(seen, polled.source(), polled.connector(), polled.job(), id);
    }
}
