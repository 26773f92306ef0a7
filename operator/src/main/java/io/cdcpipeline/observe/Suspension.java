package io.cdcpipeline.observe;

/** What a suspended stage says. */
final class Suspension {

    static final String REASON = "Suspended";
    static final String MESSAGE =
            "Stopped by spec.suspend; slot, topics and checkpoint are kept, and the source keeps the"
                    + " log that the slot needs";

    private Suspension() {}

    static StageCondition held() {
        return new StageCondition.Held(REASON, MESSAGE);
    }
}
