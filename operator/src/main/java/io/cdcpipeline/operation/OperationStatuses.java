package io.cdcpipeline.operation;

import io.cdcpipeline.api.CdcOperation;
import io.cdcpipeline.api.CdcOperationStatus;
import io.cdcpipeline.api.OperationProgress;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.observe.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The status of an operation, out of what was seen and what was said before. Pure. */
final class OperationStatuses {

    static final String COMPLETE = "Complete";
    static final String FAILED = "Failed";

    private static final int MAX_MESSAGE = 2048;

    private final CdcOperation operation;
    private final CdcOperationStatus before;
    private final String now;

    private OperationStatuses(CdcOperation operation, Instant now) {
        this.operation = operation;
        this.before = operation.getStatus() == null
                ? new CdcOperationStatus(null, null, null, null, null, null, null, null, null)
                : operation.getStatus();
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static CdcOperationStatus next(CdcOperation operation, Outcome outcome, Instant now) {
        return new OperationStatuses(operation, now).after(outcome);
    }

    /** Null before the first status. */
    static OperationPhase phase(CdcOperation operation) {
        String phase =
                operation.getStatus() == null ? null : operation.getStatus().phase();
        for (OperationPhase known : OperationPhase.values()) {
            if (known.text().equals(phase)) {
                return known;
            }
        }
        return null;
    }

    static boolean hasEnded(CdcOperation operation) {
        OperationPhase phase = phase(operation);
        return phase != null && phase.hasEnded();
    }

    static boolean isRunning(CdcOperation operation) {
        return phase(operation) == OperationPhase.RUNNING;
    }

    private CdcOperationStatus after(Outcome outcome) {
        if (outcome instanceof Outcome.Pending pending) {
            return status(
                    OperationPhase.PENDING, before.progress(), null, waiting(pending.reason(), pending.message()));
        }
        if (outcome instanceof Outcome.Running running) {
            CdcOperationStatus status = status(
                    OperationPhase.RUNNING,
                    running.progress() == null ? before.progress() : running.progress(),
                    null,
                    waiting("Running", running.message()));
            return running.replaces() == null ? status : replacing(status, running.replaces());
        }
        return ended(outcome);
    }

    private CdcOperationStatus ended(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return status(
                    OperationPhase.SUCCEEDED,
                    succeeded.progress() == null ? before.progress() : succeeded.progress(),
                    succeeded.result(),
                    List.of(
                            condition(COMPLETE, true, "Succeeded", succeeded.result()),
                            condition(FAILED, false, "Succeeded", "")));
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        return status(
                OperationPhase.FAILED,
                before.progress(),
                failed.message(),
                List.of(
                        condition(COMPLETE, false, failed.reason(), failed.message()),
                        condition(FAILED, true, failed.reason(), failed.message())));
    }

    private List<Condition> waiting(String reason, String message) {
        return List.of(condition(COMPLETE, false, reason, message), condition(FAILED, false, reason, ""));
    }

    private CdcOperationStatus status(
            OperationPhase phase, OperationProgress progress, String result, List<Condition> conditions) {
        boolean begun = phase == OperationPhase.RUNNING || phase == OperationPhase.SUCCEEDED;
        return new CdcOperationStatus(
                operation.getMetadata().getGeneration(),
                Asked.of(operation.getSpec()).kind(),
                phase.text(),
                progress,
                before.startTime() == null && begun ? now : before.startTime(),
                phase.hasEnded() ? now : null,
                result,
                before.replaces(),
                conditions);
    }

    private static CdcOperationStatus replacing(CdcOperationStatus status, String uid) {
        return new CdcOperationStatus(
                status.observedGeneration(),
                status.kind(),
                status.phase(),
                status.progress(),
                status.startTime(),
                status.completionTime(),
                status.result(),
                uid,
                status.conditions());
    }

    private Condition condition(String type, boolean holds, String reason, String message) {
        String status = holds ? "True" : "False";
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…")
                .withObservedGeneration(operation.getMetadata().getGeneration())
                .withLastTransitionTime(Conditions.find(before.conditions(), type)
                        .filter(c -> status.equals(c.getStatus()))
                        .map(Condition::getLastTransitionTime)
                        .orElse(now))
                .build();
    }
}
