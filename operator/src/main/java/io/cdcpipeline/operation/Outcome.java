package io.cdcpipeline.operation;

import io.cdcpipeline.api.OperationProgress;

/** How an operation stands after one look. Each has a message for people; none moves by itself. */
sealed interface Outcome {

    /** It has not begun. @param reason a stable name in CamelCase */
    record Pending(String reason, String message) implements Outcome {}

    /**
     * It is under way.
     *
     * @param progress null when nothing new is known of it
     * @param replaces the uid of what a restart replaces; null for all else
     */
    record Running(String message, OperationProgress progress, String replaces) implements Outcome {

        static Running restart(String message, String replaces) {
            return new Running(message, null, replaces);
        }
    }

    record Succeeded(String result, OperationProgress progress) implements Outcome {}

    /** @param message why, and the way out */
    record Failed(String reason, String message) implements Outcome {}

    default boolean ended() {
        return this instanceof Succeeded || this instanceof Failed;
    }
}
