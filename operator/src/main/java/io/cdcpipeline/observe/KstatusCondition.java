package io.cdcpipeline.observe;

import java.util.Optional;

/**
 * The condition that says what kind of not running it is, for tools that wait (Helm, Flux, kpt): they read these names and
 * nothing of ours. Each is there only where it is true, and says what Ready says.
 */
enum KstatusCondition {
    /** On its way, or tried again by itself. */
    RECONCILING("Reconciling"),
    /** Nothing more happens until somebody does something. */
    STALLED("Stalled"),
    /** As it is wanted, although no row moves. */
    SUSPENDED("Suspended");

    private final String condition;

    KstatusCondition(String condition) {
        this.condition = condition;
    }

    /** The condition's {@code type}. */
    String condition() {
        return condition;
    }

    /** Empty for a pipeline that runs. */
    static Optional<KstatusCondition> of(StageCondition ready) {
        if (ready.ready()) {
            return ready.reason().equals(Suspension.REASON) ? Optional.of(SUSPENDED) : Optional.empty();
        }
        return Optional.of(Stalls.waitsForPerson(ready) ? STALLED : RECONCILING);
    }
}
