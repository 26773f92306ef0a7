package io.cdcpipeline.job.schema;

import java.io.IOException;

/** A value that cannot be kept exactly: its change goes to the dead letters rather than into the table, changed. */
public final class UnreadableValue extends IOException {

    public UnreadableValue(String message) {
        super(message);
    }
}
