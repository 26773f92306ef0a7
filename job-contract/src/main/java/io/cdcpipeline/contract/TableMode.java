package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a table in the lake is to the one in the source. */
public enum TableMode {
    /** The same rows. */
    @JsonProperty("Mirror")
    MIRROR("Mirror"),
    /** Each change, in a row of its own. */
    @JsonProperty("Changelog")
    CHANGELOG("Changelog");

    private final String text;

    TableMode(String text) {
        this.text = text;
    }

    /** As a manifest says it. */
    public String text() {
        return text;
    }
}
