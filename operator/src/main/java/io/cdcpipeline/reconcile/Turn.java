package io.cdcpipeline.reconcile;

import io.cdcpipeline.observe.Standing;

/** What a stage says that has not begun. */
final class Turn {

    private Turn() {}

    static Standing notYet() {
        return new Standing.Unknown("Waiting", "Begins when the stage before it is ready");
    }
}
