package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.lake.TableId;

/** A record that is no change event that we can read; the message says why, and what to do. */
public final class UnreadableRecord extends Exception {

    private final transient TableId table;

    public UnreadableRecord(String message) {
        this(null, message);
    }

    /** @param table the table that it is about, null when even that is unknown */
    public UnreadableRecord(TableId table, String message) {
        super(message, null, false, false);
        this.table = table;
    }

    public TableId table() {
        return table;
    }
}
