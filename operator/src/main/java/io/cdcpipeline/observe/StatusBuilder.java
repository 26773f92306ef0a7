package io.cdcpipeline.observe;

import io.cdcpipeline.api.ApplyStatus;
import io.cdcpipeline.api.CaptureStatus;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.api.SourceStatus;
import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * From what was seen to what the status says. Pure. The same observed gives the same status, so that a pipeline in which
 * nothing changes is never written; what moves with every row (positions, counts) is in metrics and not in the status.
 */
public final class StatusBuilder {

    private static final String DELETING = "Deleting";

    private static final CdcPipelineStatus NONE = new CdcPipelineStatus(null, null, null, null, null, null, null, null);

    private StatusBuilder() {}

    /** @param previous null when there is none */
    public static CdcPipelineStatus next(
            PipelineIdentity subject, Observation seen, CdcPipelineStatus previous, Instant now) {
        var before = previous == null ? NONE : previous;
        Summary summary = Summary.of(seen.conditions());
        return new CdcPipelineStatus(
                subject.generation(),
                summary.stage(),
                new Conditions(carried(before, seen), subject.generation(), now).of(seen.conditions(), summary.ready()),
                source(subject, seen.source(), before.source()),
                capture(seen.connector(), before.capture()),
                apply(seen, before.apply()),
                seen.job() instanceof ObservedJob.Seen job ? TableConditions.list(job.status()) : before.tables(),
                seen.lab());
    }

    /** What is not looked at stays as it was; yet of a lab that is no longer wanted nothing is to be said. */
    private static List<Condition> carried(CdcPipelineStatus before, Observation seen) {
        return before.conditions() == null || seen.conditions().containsKey(ConditionType.LAB_READY)
                ? before.conditions()
                : before.conditions().stream()
                        .filter(c -> !c.getType().equals(ConditionType.LAB_READY.condition()))
                        .toList();
    }

    /** The status of a pipeline over which a pass broke off: all as it was, but not ready. */
    public static CdcPipelineStatus interrupted(
            CdcPipelineStatus previous, long generation, String failure, Instant now) {
        var before = previous == null ? NONE : previous;
        var why = new StageCondition.Unknown(
                "OperatorError", "The operator failed and tries again: " + CauseText.brief(failure));
        return new CdcPipelineStatus(
                generation,
                before.stage(),
                new Conditions(before.conditions(), generation, now).of(Map.of(), why),
                before.source(),
                before.capture(),
                before.apply(),
                before.tables(),
                before.lab());
    }

    /**
     * The status of a pipeline that is being deleted.
     *
     * @param waitsFor a sentence that stays the same while nothing changes
     */
    public static CdcPipelineStatus leaving(CdcPipelineStatus previous, long generation, String waitsFor, Instant now) {
        var before = previous == null ? NONE : previous;
        var why = new StageCondition.Waiting(DELETING, waitsFor);
        return new CdcPipelineStatus(
                generation,
                DELETING,
                new Conditions(before.conditions(), generation, now).of(Map.of(), why),
                before.source(),
                before.capture(),
                before.apply(),
                before.tables(),
                before.lab());
    }

    private static SourceStatus source(PipelineIdentity subject, ObservedSource observed, SourceStatus before) {
        String shown = before == null ? null : before.retainedWal();
        boolean present = observed instanceof ObservedSource.Seen seen && seen.log() instanceof ObservedSlot.Present;
        String retained = present ? retained((ObservedSource.Seen) observed, shown) : shown;
        boolean gone = observed instanceof ObservedSource.Seen && !present;
        return new SourceStatus(
                subject.endpoint(), subject.slot(), subject.publication(), gone ? null : retained, subject.serverId());
    }

    private static String retained(ObservedSource.Seen seen, String shown) {
        return Scale.BYTES.show(shown, (double) ((ObservedSlot.Present) seen.log()).retainedBytes());
    }

    private static CaptureStatus capture(ObservedConnector observed, CaptureStatus before) {
        if (!(observed instanceof ObservedConnector.Seen seen)) {
            return observed instanceof ObservedConnector.Unreachable ? before : null;
        }
        long running =
                seen.tasks().stream().filter(t -> t.state().equals("RUNNING")).count();
        String trace = seen.tasks().stream()
                .map(ObservedConnector.Task::trace)
                .filter(t -> !t.isBlank())
                .findFirst()
                .orElse(seen.trace());
        return new CaptureStatus(seen.state(), (int) running, trace.isBlank() ? null : CauseText.cause(trace));
    }

    private static ApplyStatus apply(Observation seen, ApplyStatus before) {
        String application = seen.applicationId().isEmpty() ? null : seen.applicationId();
        if (!(seen.job() instanceof ObservedJob.Seen job)) {
            Integer tables = before == null ? null : before.tables();
            Long deadLetters = before == null ? null : before.deadLetters();
            return application == null && tables == null
                    ? null
                    : new ApplyStatus(application, null, null, deadLetters, tables);
        }
        return new ApplyStatus(
                application,
                Scale.SECONDS.show(
                        before == null ? null : before.lag(), job.status().lagSeconds()),
                Scale.PER_SECOND.show(
                        before == null ? null : before.throughput(),
                        job.status().eventsPerSecond()),
                job.status().deadLetters(),
                job.status().tables().size());
    }
}
