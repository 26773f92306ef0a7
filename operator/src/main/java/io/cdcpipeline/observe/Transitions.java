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
    public static List<Happening> between(
            CdcPipelineStatus before, CdcPipelineStatus after, Map<ConditionType, Standing> standings) {
        List<Condition> last = before == null ? null : before.conditions();
        var happenings = new ArrayList<Happening>();
        for (ConditionType type : ConditionType.values()) {
            Standing standing = standings.get(type);
            if (standing != null && type != ConditionType.TABLES_READY) { // each table has its own events
                between(type, Conditions.find(last, type.condition()), standing).ifPresent(happenings::add);
            }
        }
        happenings.addAll(TableTransitions.between(before, after));
        boolean was = isTrue(Conditions.find(last, ConditionType.READY));
        if (!was && isTrue(Conditions.find(after.conditions(), ConditionType.READY))) {
            happenings.add(Happening.normal(Summary.RUNNING, "Changes reach the tables"));
        }
        return happenings;
    }

    private static Optional<Happening> between(ConditionType type, Optional<Condition> before, Standing standing) {
        boolean sameReason = before.map(c -> standing.reason().equals(c.getReason())
                        && standing.status().equals(c.getStatus()))
                .orElse(false);
        String note = type.titled(standing.message());
        if (sameReason) {
            return Optional.empty();
        }
        if (standing instanceof Standing.Failed) {
            return Optional.of(Happening.warning(standing.reason(), note));
        }
        if (standing instanceof Standing.Ready) {
            return isTrue(before) ? Optional.empty() : Optional.of(Happening.normal(type.condition(), note));
        }
        boolean was = isTrue(before) || standing instanceof Standing.Held;
        return was ? Optional.of(Happening.normal(standing.reason(), note)) : Optional.empty();
    }

    private static boolean isTrue(Optional<Condition> condition) {
        return condition.map(c -> "True".equals(c.getStatus())).orElse(false);
    }
}
