package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.schema.TextRow;
import java.util.List;

/** One of the rows of an event, as texts, however they were encoded. */
interface EventRow {

    /** Whether the event has that row. */
    boolean present();

    /**
     * Puts its texts into a row.
     *
     * @param columns the row's columns by the event's fields; -1 for a field that has none
     */
    void fill(TextRow row, int[] columns);

    /** As {@link #fill}, the key's columns only. */
    void fillKey(TextRow row, int[] columns);

    /** What of it did not fit into a message, by the names of the columns; empty when all is there. */
    default List<String> omitted(List<String> names) {
        return List.of();
    }
}
