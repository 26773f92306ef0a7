package io.cdcpipeline.observe;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened between two statuses, worth an event, to a stage or to a table. Pure. */
public final class Transitions {

    private Transitions() {}

    /** @param before null when there was none */
    public static List<PipelineEvent> between(
            CdcPipelineStatus before, CdcPipelineStatus after, Map<ConditionType, StageCondition> conditions) {
        List<Condition> last = before == null ? null : before.conditions();
        var newEvents = new ArrayList<PipelineEvent>();
        for (ConditionType type : ConditionType.values()) {
            StageCondition condition = conditions.get(type);
            if (condition != null && type != ConditionType.TABLES_READY) { // each table has its own events
                between(type, Conditions.find(last, type.condition()), condition)
                        .ifPresent(newEvents::add);
            }
        }
        newEvents.addAll(TableTransitions.between(before, after));
        if (!running(last) && running(after.conditions())) {
            newEvents.add(PipelineEvent.normal(Summary.RUNNING, "Changes reach the tables"));
        }
        return newEvents;
    }

    private static Optional<PipelineEvent> between(
            ConditionType type, Optional<Condition> before, StageCondition condition) {
        boolean sameReason = before.map(c -> condition.reason().equals(c.getReason())
                        && condition.status().equals(c.getStatus()))
                .orElse(false);
        String note = type.titled(condition.message());
        if (sameReason) {
            return Optional.empty();
        }
        boolean trouble =
                condition instanceof StageCondition.Failed || Summary.WORTH_A_LOOK.contains(condition.reason());
        if (trouble) {
            return Optional.of(PipelineEvent.warning(condition.reason(), note));
        }
        if (condition instanceof StageCondition.Ready) {
            return isTrue(before) ? Optional.empty() : Optional.of(PipelineEvent.normal(type.condition(), note));
        }
        boolean was = isTrue(before) || condition instanceof StageCondition.Held;
        return was ? Optional.of(PipelineEvent.normal(condition.reason(), note)) : Optional.empty();
    }

    /** Ready, and not because it is suspended. */
    private static boolean running(List<Condition> conditions) {
        Optional<Condition> ready = Conditions.find(conditions, ConditionType.READY);
        return isTrue(ready) && Summary.RUNNING.equals(ready.get().getReason());
    }

    private static boolean isTrue(Optional<Condition> condition) {
        return condition.map(c -> "True".equals(c.getStatus())).orElse(false);
    }
}
