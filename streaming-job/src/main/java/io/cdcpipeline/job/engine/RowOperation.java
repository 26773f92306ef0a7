package io.cdcpipeline.job.engine;

/** What an engine does with a row. Each key occurs in one row only. */
public enum RowOperation {
    /** Insert the row, or replace all its columns. */
    PUT,
    /** As {@link #PUT}, but the columns that are marked as kept stay as they are in the table. */
    PATCH,
    /** Delete the row of that key; only the key's columns are set. No row: nothing to do. */
    REMOVE;

    public byte code() {
        return (byte) ordinal();
    }

    public static RowOperation of(byte code) {
        return values()[code];
    }
}
