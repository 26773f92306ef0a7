package io.cdcpipeline.job.schema.postgres;

import io.cdcpipeline.job.schema.UnreadableValue;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.DataType;

/**
 * What a type of the source becomes in the lake, and how its texts are read: the two never part.
 *
 * @param type in the lake
 * @param reader of a value that is not NULL
 */
public record TextType(DataType type, Reader reader) {

    /** Makes a value of Spark's own out of a text: Integer, UTF8String, Decimal, ArrayData, … */
    @FunctionalInterface
    public interface Reader {

        /**
         * Null stands for NULL.
         *
         * @throws UnreadableValue when the value has no exact place in the type
         */
        Object read(Text text) throws UnreadableValue;
    }

    /**
     * Reads a text into a row.
     *
     * @throws UnreadableValue when the value has no exact place in the type
     */
    public void read(Text text, UnsafeRowWriter row, int ordinal) throws UnreadableValue {
        Object value = reader.read(text);
        if (value == null) {
            row.setNullAt(ordinal);
        } else {
            RowValue.write(value, type, row, ordinal);
        }
    }
}
