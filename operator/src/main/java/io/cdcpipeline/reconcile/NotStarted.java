package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.StageCondition;

/** What a stage says that has not begun. */
public final class NotStarted {

    private NotStarted() {}

    public static StageCondition notYet() {
        return new StageCondition.Unknown("Waiting", "Begins when the stage before it is ready");
    }
}
