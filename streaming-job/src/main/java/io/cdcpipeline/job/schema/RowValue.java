package io.cdcpipeline.job.schema;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Puts a value of Spark's own into an unsafe row. */
final class RowValue {

    /** What makes a nested value unsafe is made once for its type; it holds the row that it gives. */
    private static final ThreadLocal<Map<DataType, UnsafeProjection>> NESTED = ThreadLocal.withInitial(HashMap::new);

    private RowValue() {}

    static void write(Object value, DataType type, UnsafeRowWriter row, int ordinal) {
        if (value instanceof UTF8String text) {
            row.write(ordinal, text);
        } else if (value instanceof Number number) {
            writeNumber(number, row, ordinal);
        } else if (value instanceof Boolean flag) {
            row.write(ordinal, flag.booleanValue());
        } else if (value instanceof Decimal decimal) {
            DecimalType exact = (DecimalType) type;
            row.write(ordinal, decimal, exact.precision(), exact.scale());
        } else if (value instanceof byte[] bytes) {
            row.write(ordinal, bytes);
        } else {
            writeNested(value, type, row, ordinal);
        }
    }

    private static void writeNumber(Number number, UnsafeRowWriter row, int ordinal) {
        if (number instanceof Integer value) {
            row.write(ordinal, value.intValue());
        } else if (number instanceof Long value) {
            row.write(ordinal, value.longValue());
        } else if (number instanceof Short value) {
            row.write(ordinal, value.shortValue());
        } else if (number instanceof Double value) {
            row.write(ordinal, value.doubleValue());
        } else {
            row.write(ordinal, number.floatValue());
        }
    }

    /**
     * Made unsafe as a row of one field, which Spark knows how to do, and taken out of it: whatever is nested lies in a row
     * as its bytes, to which the field has offset and size.
     */
    private static void writeNested(Object value, DataType type, UnsafeRowWriter row, int ordinal) {
        UnsafeRow one = NESTED.get()
                .computeIfAbsent(type, t -> Projections.unsafe(new StructType().add("value", t, true)))
                .apply(new GenericInternalRow(new Object[] {value}));
        long offsetAndSize = one.getLong(0);
        row.write(ordinal, one.getBytes(), (int) (offsetAndSize >>> 32), (int) offsetAndSize);
    }
}
