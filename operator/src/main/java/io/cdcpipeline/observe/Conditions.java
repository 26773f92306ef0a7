package io.cdcpipeline.observe;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All conditions of a status, out of what was seen and what was said before. */
public final class Conditions {

    private static final int MAX_MESSAGE = 2048;

    /** A status names every condition from the first on: a tool that waits for one need not know how they come. */
    private static final StageCondition NOT_LOOKED_AT = new StageCondition.Unknown("Waiting", "Not looked at yet");

    private final List<Condition> previous;
    private final long generation;
    private final String now;

    Conditions(List<Condition> previous, long generation, Instant now) {
        this.previous = previous == null ? List.of() : previous;
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    List<Condition> of(Map<ConditionType, StageCondition> conditions, StageCondition ready) {
        var all = new ArrayList<Condition>();
        all.add(condition(ConditionType.READY, ready));
        for (ConditionType type : ConditionType.values()) {
            StageCondition condition = conditions.get(type);
            Optional<Condition> before = find(previous, type.condition());
            if (condition != null) {
                all.add(condition(type.condition(), condition));
            } else if (before.isPresent() || type != ConditionType.LAB_READY) {
                all.add(before.orElseGet(() -> condition(type.condition(), NOT_LOOKED_AT)));
            }
        }
        KstatusCondition.of(ready).ifPresent(kind -> all.add(kstatus(kind, ready)));
        return List.copyOf(all);
    }

    private Condition kstatus(KstatusCondition kind, StageCondition ready) {
        return condition(kind.condition(), new StageCondition.Ready(ready.reason(), ready.message()));
    }

    private Condition condition(String type, StageCondition condition) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(condition.status())
                .withReason(condition.reason())
                .withMessage(bounded(condition.message()))
                .withObservedGeneration(generation)
                .withLastTransitionTime(since(type, condition.status()))
                .build();
    }

    /** A condition that keeps its status keeps the time since when. */
    private String since(String type, String status) {
        return find(previous, type)
                .filter(c -> status.equals(c.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(now);
    }

    /** @param conditions null for none */
    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    private static String bounded(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
