package io.cdcpipeline.job.progress;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a table stands. */
public enum TableCondition {
    /** Its rows as they were when the connector started are coming. */
    SNAPSHOT("Snapshot"),
    /** It follows the source. */
    LIVE("Live"),
    /** Its changes go to the dead letters until a new snapshot comes. */
    FAILED("Failed");

    private final String text;

    TableCondition(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
