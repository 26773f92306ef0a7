package io.cdcpipeline.job.decode;

import io.cdcpipeline.job.schema.ConnectField;
import io.cdcpipeline.job.schema.Placeholder;
import io.cdcpipeline.job.schema.RowReader;
import io.cdcpipeline.job.schema.RowShape;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads a row as it was before a change. With replica identity FULL the source sends all of it; else the key only, around
 * which the connector puts NULL, or a zero where the column is NOT NULL.
 *
 * @param telling ordinals of the columns that tell one from the other: they may be NULL, are not in the key, and have no
 *     default
 */
record BeforeImage(RowReader reader, int[] telling) {

    static BeforeImage of(List<ConnectField> fields, List<String> key, Placeholder placeholder) {
        int[] telling = IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).optional() && fields.get(i).initial() == null)
                .filter(i -> !key.contains(fields.get(i).name()))
                .toArray();
        return new BeforeImage(new RowReader(fields, RowShape.LEAD, placeholder), telling);
    }

    /** The row that was read last; null when it is not known to be whole. */
    byte[] bytes() {
        if (reader.anyKept() || IntStream.of(telling).noneMatch(reader::isSet)) {
            return null;
        }
        try {
            return reader.bytes((byte) 0);
        } catch (UnreadableValue e) {
            return null; // the row afterwards is what counts
        }
    }
}
