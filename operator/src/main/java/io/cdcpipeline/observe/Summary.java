package io.cdcpipeline.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The pipeline as a whole: what keeps it from being ready first. False beats Unknown beats True.
 *
 * @param stage what {@code status.stage} says
 */
record Summary(String stage, Standing ready) {

    static final String RUNNING = "Running";
    static final String SUSPENDED = "Suspended";

    static Summary of(Map<ConditionType, Standing> standings) {
        var inOrder = new EnumMap<ConditionType, Standing>(ConditionType.class);
        inOrder.putAll(standings);
        return first(inOrder, s -> s instanceof Standing.Failed || s instanceof Standing.Waiting)
                .or(() -> first(inOrder, s -> s instanceof Standing.Unknown))
                .or(() -> first(inOrder, s -> s instanceof Standing.Held))
                .orElseGet(() -> new Summary(RUNNING, running(standings.get(ConditionType.TABLES_READY))));
    }

    /** @param tables null when the tables were not looked at */
    private static Standing running(Standing tables) {
        boolean incomplete = tables != null && tables.reason().equals(TableReading.TABLES_INCOMPLETE);
        return new Standing.Ready(
                RUNNING, incomplete ? "Changes reach the tables; " + tables.message() : "Changes reach the tables");
    }

    private static Optional<Summary> first(Map<ConditionType, Standing> standings, Predicate<Standing> which) {
        return standings.entrySet().stream()
                .filter(e -> which.test(e.getValue()))
                .findFirst()
                .map(e -> blockedBy(e.getKey(), e.getValue()));
    }

    private static Summary blockedBy(ConditionType type, Standing standing) {
        if (standing instanceof Standing.Held) {
            return new Summary(SUSPENDED, standing);
        }
        String message = type.titled(standing.message());
        Standing ready = standing instanceof Standing.Unknown
                ? new Standing.Unknown(standing.reason(), message)
                : new Standing.Waiting(standing.reason(), message);
        return new Summary(type.stage(), ready);
    }
}
