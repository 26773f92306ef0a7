package io.cdcpipeline.job.engine;

/** What an engine does with a row. Each key occurs in one row only. */
public enum RowOperation {
    /** Insert the row, or replace all its columns. */
    PUT,
    /** As {@link #PUT}, but the columns that are marked as kept stay as they are in the table. */
    PATCH,
    /** As {@link #PATCH}, of a row that is there. No row: nothing to do. */
    REVISE,
    /** Delete the row of that key; only the key's columns are set. No row: nothing to do. */
    REMOVE;

    /** Whether some columns may stay as they are in the table. */
    public boolean keeps() {
        return this == PATCH || this == REVISE;
    }

    /** Whether the row is there after it, if it was not before. */
    public boolean comes() {
        return this == PUT || this == PATCH;
    }

    public byte code() {
        return (byte) ordinal();
    }

    public static RowOperation of(byte code) {
        return values()[code];
    }
}
