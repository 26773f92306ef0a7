package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where an operation is between being asked for and its end. */
public enum OperationPhase {
    /** It has not begun: another operation comes first. */
    PENDING("Pending"),
    RUNNING("Running"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String text;

    OperationPhase(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    /** Nothing follows. */
    public boolean hasEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
