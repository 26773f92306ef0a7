package io.cdcpipeline.job.schema;

import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

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

    /** As this, such that two values are equal exactly when their bytes are. */
    public TextType forKey() {
        if (type == DataTypes.DoubleType) {
            return new TextType(type, NumberTexts::float64Key);
        }
        return type == DataTypes.FloatType ? new TextType(type, NumberTexts::float32Key) : this;
    }
}
