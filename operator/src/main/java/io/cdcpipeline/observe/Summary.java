package io.cdcpipeline.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pipeline as a whole: what keeps it from being ready first. False beats Unknown beats True. One that is suspended is
 * as its manifest wants it, so it is ready.
 *
 * @param stage what {@code status.stage} says
 */
record Summary(String stage, StageCondition ready) {

    static final String RUNNING = "Running";
    static final String SUSPENDED = "Suspended";

    /** What keeps no row from flowing, and should not stay as it is. */
    static final Set<String> WORTH_A_LOOK = Set.of(
            TableConditions.TABLES_INCOMPLETE,
            SourceConditions.PASSWORD_DIFFERS,
            FullVolume.FILLING,
            LogConditions.FILLING,
            LogConditions.SPENT,
            LogConditions.RELEASED);

    static Summary of(Map<ConditionType, StageCondition> conditions) {
        var inOrder = new EnumMap<ConditionType, StageCondition>(ConditionType.class);
        inOrder.putAll(conditions);
        inOrder.remove(ConditionType.LAB_READY);
        return first(inOrder, s -> s instanceof StageCondition.Failed || s instanceof StageCondition.Waiting)
                .or(() -> first(inOrder, s -> s instanceof StageCondition.Unknown))
                .or(() -> first(inOrder, s -> s instanceof StageCondition.Held))
                .orElseGet(() -> new Summary(RUNNING, running(conditions)));
    }

    private static StageCondition running(Map<ConditionType, StageCondition> conditions) {
        return new StageCondition.Ready(
                RUNNING,
                Stream.concat(
                                Stream.of("Changes reach the tables"),
                                conditions.values().stream()
                                        .filter(c -> WORTH_A_LOOK.contains(c.reason()))
                                        .map(StageCondition::message))
                        .collect(Collectors.joining("; ")));
    }

    private static Optional<Summary> first(
            Map<ConditionType, StageCondition> conditions, Predicate<StageCondition> which) {
        return conditions.entrySet().stream()
                .filter(e -> which.test(e.getValue()))
                .findFirst()
                .map(e -> blockedBy(e.getKey(), e.getValue()));
    }

    private static Summary blockedBy(ConditionType type, StageCondition condition) {
        String message = type.titled(condition.message());
        if (condition instanceof StageCondition.Held) {
            return new Summary(SUSPENDED, new StageCondition.Ready(condition.reason(), condition.message()));
        }
        if (condition instanceof StageCondition.Unknown) {
            return new Summary(type.stage(), new StageCondition.Unknown(condition.reason(), message));
        }
        return new Summary(
                type.stage(),
                condition instanceof StageCondition.Failed
                        ? new StageCondition.Failed(condition.reason(), message)
                        : new StageCondition.Waiting(condition.reason(), message));
    }
}
