package io.cdcpipeline.job.decode;

/** What an event says of the snapshot that read its row; from {@code SnapshotRecord} of Debezium 3.7. */
public enum SnapshotMarker {
    /** The row was not read by a snapshot, or by one that adds to a table rather than starting it anew. */
    NONE,
    /** The table's first row. */
    FIRST,
    /** Any other row. */
    OTHER;

    /** @param marker {@code source.snapshot}, null when it is absent */
    static SnapshotMarker of(String marker) {
        if (marker == null) {
            return NONE;
        }
        return switch (marker) {
            case "false", "incremental" -> NONE;
            case "first", "first_in_data_collection" -> FIRST;
            default -> OTHER;
        };
    }
}
