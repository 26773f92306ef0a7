package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.schema.TextRow;
import io.cdcpipeline.job.schema.UnreadableValue;
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
    List<String> omitted(List<String> names);

    /** The texts of some columns, for a person. */
    String show(List<String> names, List<String> wanted);

    /**
     * Of a row afterwards.
     *
     * @param names of the event's columns
     * @param key those of them that tell a row from others
     * @throws UnreadableValue when something did not fit into a message
     */
    default void requireWhole(List<String> names, List<String> key) throws UnreadableValue {
        List<String> omitted = omitted(names);
        if (!omitted.isEmpty()) {
            throw new UnreadableValue("the row with " + show(names, key)
                    + " is too large for a message of Kafka: column " + String.join(", ", omitted));
        }
    }
}
