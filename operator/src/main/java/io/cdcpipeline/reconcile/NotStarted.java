package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.StageCondition;

/** What a stage says that has not begun. */
final class NotStarted {

    private NotStarted() {}

    static StageCondition notYet() {
        return new StageCondition.Unknown("Waiting", "Begins when the stage before it is ready");
    }
}
