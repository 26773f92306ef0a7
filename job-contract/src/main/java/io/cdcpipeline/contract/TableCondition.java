package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a table of the lake stands. */
public enum TableCondition {
    /** It is captured, and nothing has come yet. */
    WAITING("Waiting"),
    /** Its rows as they were when the connector started are coming. */
    SNAPSHOT("Snapshot"),
    /** All its rows are read from the source; what readers see stays as it was until they are here. */
    FILLING("Filling"),
    /** It follows the source. */
    LIVE("Live"),
    /** It follows the source, and is known to lack something until it is filled anew. */
    INCOMPLETE("Incomplete"),
    /** Its changes are not applied; the other tables' are. */
    FAILED("Failed"),
    /** It was dropped in the source, or renamed, and all its changes before that are here. */
    GONE("Gone");

    private final String text;

    TableCondition(String text) {
        this.text = text;
    }

    /** As status, command line and documents write it. */
    @JsonValue
    public String text() {
        return text;
    }
}
