package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a table in the lake is to the one in the source. */
public enum TableMode {
    /** The same rows. */
    @JsonProperty("Mirror")
    MIRROR("Mirror"),
    /** The same rows, and those that the source has deleted, marked as such. */
    @JsonProperty("SoftMirror")
    SOFT_MIRROR("SoftMirror"),
    /** Each change, in a row of its own. */
    @JsonProperty("Changelog")
    CHANGELOG("Changelog"),
    /** Each version of each row, with where it is valid from, and up to where. */
    @JsonProperty("History")
    HISTORY("History");

    private final String text;

    TableMode(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Whether it matters how rows came to be what they are. */
    public boolean isOfChanges() {
        return this == CHANGELOG || this == HISTORY;
    }

    /** Whether the lake has what the source has no more: changes come before a fill then, which knows nothing of that. */
    public boolean keepsWhatIsGone() {
        return this != MIRROR;
    }

    /** As a manifest says it. */
    public String setting() {
        return this == SOFT_MIRROR ? "deletes: Soft" : "mode: " + text;
    }
}
