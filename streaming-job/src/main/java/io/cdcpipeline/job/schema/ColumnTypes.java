package io.cdcpipeline.job.schema;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.ByteType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.ShortType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import org.apache.spark.sql.types.DecimalType;

/**
 * The one table of types: from what Debezium says of a column to its type in Delta and the reader of its values. What
 * is not listed arrives as its exact text.
 *
 * <p>Sources: Debezium's {@code PostgresValueConverter} and events recorded from version 3.7.0.
 */
public final class ColumnTypes {

    private ColumnTypes() {}

    public static ColumnType of(ConnectField field) {
        return switch (field.semantic()) {
            case "" -> plain(field);
            case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
                new ColumnType(DateType, TemporalReaders::date);
            case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
                new ColumnType(TimestampNTZType, TemporalReaders::timestampMillis);
            case "io.debezium.time.MicroTimestamp" ->
                new ColumnType(TimestampNTZType, TemporalReaders::timestampMicros);
            case "io.debezium.time.NanoTimestamp" -> new ColumnType(TimestampNTZType, TemporalReaders::timestampNanos);
            case "io.debezium.time.ZonedTimestamp" -> new ColumnType(TimestampType, TemporalReaders::zonedTimestamp);
            case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" ->
                new ColumnType(StringType, TemporalReaders::timeMillis);
            case "io.debezium.time.MicroTime" -> new ColumnType(StringType, TemporalReaders::timeMicros);
            case "io.debezium.time.NanoTime" -> new ColumnType(StringType, TemporalReaders::timeNanos);
            case "io.debezium.data.Bits" ->
                new ColumnType(StringType, TextReaders.bits(field.parameter("length", field.sourceLength())));
            case "org.apache.kafka.connect.data.Decimal" -> preciseDecimal(field);
            default -> text(field);
        };
    }

    /** As {@link #of}, such that two values are equal exactly when their bytes are. */
    static ColumnType ofKey(ConnectField field) {
        ColumnType type = of(field);
        if (type.type() == DoubleType) {
            return new ColumnType(DoubleType, NumberReaders::float64Key);
        }
        return type.type() == FloatType ? new ColumnType(FloatType, NumberReaders::float32Key) : type;
    }

    private static ColumnType plain(ConnectField field) {
        return switch (field.type()) {
            case "boolean" -> new ColumnType(BooleanType, NumberReaders::bool);
            case "int8" -> new ColumnType(ByteType, NumberReaders::int8);
            case "int16" -> new ColumnType(ShortType, NumberReaders::int16);
            case "int32" -> new ColumnType(IntegerType, NumberReaders::int32);
            case "int64" -> new ColumnType(LongType, NumberReaders::int64);
            case "float" -> new ColumnType(FloatType, NumberReaders::float32);
            case "double" -> new ColumnType(DoubleType, NumberReaders::float64);
            case "string" -> field.sourceType().equals("NUMERIC") ? numeric(field) : text(field);
            case "bytes" -> bytes(field);
            default -> text(field);
        };
    }

    /** A column of a type that Debezium does not know is sent as the bytes of its text. */
    private static ColumnType bytes(ConnectField field) {
        return switch (field.sourceType()) {
            case "", "BYTEA" -> new ColumnType(BinaryType, TextReaders::base64);
            default -> new ColumnType(StringType, TextReaders::base64AsText);
        };
    }

    private static ColumnType numeric(ConnectField field) {
        return exactDecimal(field.sourceLength(), field.sourceScale())
                ? decimal(field.sourceLength(), field.sourceScale())
                : new ColumnType(StringType, NumberReaders::numericText);
    }

    private static ColumnType decimal(int precision, int scale) {
        DecimalType type = new DecimalType(precision, scale);
        return new ColumnType(type, NumberReaders.decimal(type));
    }

    private static ColumnType preciseDecimal(ConnectField field) {
        int scale = field.parameter("scale", 0);
        int precision = field.parameter("connect.decimal.precision", 0);
        if (!exactDecimal(precision, scale)) {
            return new ColumnType(StringType, NumberReaders.unscaledDecimalText(scale));
        }
        DecimalType type = new DecimalType(precision, scale);
        return new ColumnType(type, NumberReaders.unscaledDecimal(type));
    }

    /** PostgreSQL also knows scales below zero and above the precision; Spark's decimals do not. */
    private static boolean exactDecimal(int precision, int scale) {
        return precision > 0 && precision <= DecimalType.MAX_PRECISION() && scale >= 0 && scale <= precision;
    }

    private static ColumnType text(ConnectField field) {
        return new ColumnType(StringType, TextReaders::text);
    }
}
