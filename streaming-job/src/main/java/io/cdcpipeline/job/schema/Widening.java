package io.cdcpipeline.job.schema;

import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/** Which type holds each value of another exactly. */
final class Widening {

    private Widening() {}

    /** Whether {@code wide} holds each value of {@code narrow} without a loss. */
    static boolean holds(DataType wide, DataType narrow) {
        if (wide.equals(narrow)) {
            return true;
        }
        if (wide instanceof DoubleType) {
            return narrow instanceof FloatType || digits(narrow) > 0 && digits(narrow) <= 10;
        }
        if (wide instanceof DecimalType decimal) {
            return holds(decimal, narrow);
        }
        if (wide instanceof StringType) {
            return digits(narrow) > 0 || narrow instanceof DecimalType;
        }
        return digits(wide) > 0 && digits(narrow) > 0 && digits(wide) > digits(narrow);
    }

    private static boolean holds(DecimalType wide, DataType narrow) {
        if (narrow instanceof DecimalType decimal) {
            return wide.scale() >= decimal.scale()
                    && wide.precision() - wide.scale() >= decimal.precision() - decimal.scale();
        }
        return digits(narrow) > 0 && wide.precision() - wide.scale() >= digits(narrow);
    }

    /** Most decimal digits of an integer type; 0 for any other. */
    private static int digits(DataType type) {
        if (type instanceof ByteType) {
            return 3;
        }
        if (type instanceof ShortType) {
            return 5;
        }
        if (type instanceof IntegerType) {
            return 10;
        }
        return type instanceof LongType ? 19 : 0;
    }
}
