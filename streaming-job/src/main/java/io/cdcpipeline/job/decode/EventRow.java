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

    /** Whether all of it fitted into a message, as of nearly every event. */
    boolean isWhole();

    /** What of it did not, by the names of the columns. */
    List<String> omitted(List<String> names);

    /** The texts of some columns, for a person. */
    String show(List<String> names, List<String> wanted);

    /**
     * Of a row afterwards.
     *
     * @param key names of the columns that tell a row from others
     * @throws UnreadableValue when something did not fit into a message
     */
    default void requireWhole(TextSchema schema, List<String> key) throws UnreadableValue {
        if (!isWhole()) {
            List<String> names = schema.names();
            throw new UnreadableValue((key.isEmpty() ? "a row" : "the row with " + show(names, key))
                    + " is too large for a message of Kafka: column " + String.join(", ", omitted(names)));
        }
    }
}
