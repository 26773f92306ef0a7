package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.lake.TableId;

/** A record that is no change event that we can read; the message says why, and what to do. */
public final class UnreadableRecord extends Exception {

    private final transient TableId table;
    private final transient Place place;

    public UnreadableRecord(String message) {
        this(null, message);
    }

    /** @param table the table that it is about, null when even that is unknown */
    public UnreadableRecord(TableId table, String message) {
        this(table, message, null);
    }

    private UnreadableRecord(TableId table, String message, Place place) {
        super(message, null, false, false);
        this.table = table;
        this.place = place;
    }

    /**
     * Of a change all of which was read but for a value: what it is about.
     *
     * @param row the columns of its key, as a person reads them; null where there is no key
     */
    public record Place(Operation operation, SourcePosition position, String row) {}

    UnreadableRecord at(Place where) {
        return new UnreadableRecord(table, getMessage(), where);
    }

    public TableId table() {
        return table;
    }

    /** Null when nothing of the record is to be relied on. */
    public Place place() {
        return place;
    }
}
