package io.cdcpipeline.job.collapse;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.contract.event.SourceRelation;
import io.cdcpipeline.job.state.TableState;
import java.util.Objects;

/** A table's rows all have their columns masked by the same rules: a change that has not stays in Kafka. */
final class OtherMasks {

    private static final String OTHERS =
            "changes of it that are in Kafka have their columns masked otherwise than the table has: the connector had other"
                    + " spec.tableSettings, or another salt, then" + Repair.WAY_OUT;

    private OtherMasks() {}

    /** @param relation null when it is not known, as of events from before there were masks */
    static String problem(SourceRelation relation, TableState state) {
        String masks = relation == null ? null : relation.masks();
        if (relation != null && relation.problem() != null) {
            return relation.problem();
        }
        return Objects.equals(masks, state.masks()) ? null : OTHERS;
    }
}
