package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the job as a whole is doing. */
public enum JobState {
    STARTING("Starting"),
    RUNNING("Running"),
    FAILED("Failed");

    private final String text;

    JobState(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
