package io.cdcpipeline.observe;

/**
 * How one stage stands. Each has a {@code reason}, a stable name in CamelCase, and a {@code message} that says what to do
 * where something is to be done. Neither holds anything that moves by itself (a position, a time): a status is written
 * when it changes.
 */
public sealed interface StageCondition {

    String reason();

    String message();

    /** As wanted. */
    record Ready(String reason, String message) implements StageCondition {}

    /** On its way; nobody has to do anything. */
    record Waiting(String reason, String message) implements StageCondition {}

    /** Something is wrong, and the message says what. */
    record Failed(String reason, String message) implements StageCondition {}

    /** Not running, because that is what is wanted. */
    record Held(String reason, String message) implements StageCondition {}

    /** It is not known, or the stage has not begun. */
    record Unknown(String reason, String message) implements StageCondition {}

    default boolean ready() {
        return this instanceof Ready;
    }

    /** The condition's {@code status}. */
    default String status() {
        if (this instanceof Ready) {
            return "True";
        }
        return this instanceof Unknown ? "Unknown" : "False";
    }
}
