package io.cdcpipeline.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the job can be asked to do with tables. */
public enum OperationKind {
    /** All rows that the source has replace those in the lake. */
    SNAPSHOT("Snapshot"),
    /** Source and lake are compared. */
    VERIFY("Verify"),
    /** Small files become large ones, and files that no version within the table's retention needs are deleted. */
    COMPACT("Compact"),
    /** Tables that have dead letters are filled anew, and those go that the fill has made good. */
    RETRY_DEAD_LETTERS("RetryDeadLetters"),
    /** Dead letters go, and nothing else happens. */
    DROP_DEAD_LETTERS("DropDeadLetters");

    private final String text;

    OperationKind(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
