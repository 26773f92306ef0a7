package io.cdcpipeline.local.stage;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The state of a stage. */
public enum StageState {
    /** Not asked to run yet: it waits for another stage. */
    @JsonProperty("Waiting")
    WAITING("Waiting"),
    @JsonProperty("Starting")
    STARTING("Starting"),
    @JsonProperty("Ready")
    READY("Ready"),
    /** The manifest says that it must not run now. */
    @JsonProperty("Suspended")
    SUSPENDED("Suspended"),
    /** Down; started again unless {@link #BLOCKED}. */
    @JsonProperty("Failed")
    FAILED("Failed"),
    /** Down, and starting it again would fail the same way: somebody has to change something first. */
    @JsonProperty("Blocked")
    BLOCKED("Blocked"),
    @JsonProperty("Stopped")
    STOPPED("Stopped");

    private final String text;

    StageState(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
