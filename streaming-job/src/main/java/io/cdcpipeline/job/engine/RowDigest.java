package io.cdcpipeline.job.engine;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * All of a row as 128 bits, value by value: rows of equal digests are equal bit by bit, so that -0.0 is not 0.0, and NULL is as good
 * a value as any. How a row lies in memory does not matter. Not thread-safe.
 */
final class RowDigest {

    /**
     * Starts the two hashes; as nobody outside knows it, nobody can make rows that collide.
     *
     * @param first of the one
     * @param second of the other
     */
    record Seeds(long first, long second) implements java.io.Serializable {}

    /** A digest. */
    record Value(long high, long low) implements java.io.Serializable {}

    /** Takes one value in, which is not NULL. */
    private interface Part {
        void add(SpecializedGetters from, int at);
    }

    private final List<Part> columns;
    private final Seeds seeds;
    private long high;
    private long low;

    RowDigest(StructType columns, Seeds seeds) {
        this.columns = parts(columns);
        this.seeds = seeds;
    }

    /** How many. */
    int columns() {
        return columns.size();
    }

    Value of(InternalRow row) {
        high = seeds.first();
        low = seeds.second();
        addAll(columns, row);
        return new Value(high, low);
    }

    private void addAll(List<Part> parts, InternalRow row) {
        for (int i = 0; i < parts.size(); i++) {
            add(parts.get(i), row, i);
        }
    }

    private void add(Part part, SpecializedGetters from, int at) {
        boolean isNull = from.isNullAt(at);
        add(isNull ? 0 : 1);
        if (!isNull) {
            part.add(from, at);
        }
    }

    private void add(long value) {
        high = XXH64.hashLong(value, high);
        low = XXH64.hashLong(value, low);
    }

    private void add(Object base, long offset, int length) {
        add(length);
        high = XXH64.hashUnsafeBytes(base, offset, length, high);
        low = XXH64.hashUnsafeBytes(base, offset, length, low);
    }

    private List<Part> parts(StructType type) {
        return Stream.of(type.fields())
                .map(StructField::dataType)
                .map(this::part)
                .toList();
    }

    private Part part(DataType type) {
        if (type instanceof StringType) {
            return (from, at) -> {
                UTF8String text = from.getUTF8String(at);
                add(text.getBaseObject(), text.getBaseOffset(), text.numBytes());
            };
        }
        if (type instanceof BinaryType) {
            return (from, at) -> bytes(from.getBinary(at));
        }
        if (type instanceof DecimalType decimal) {
            return (from, at) -> decimal(from.getDecimal(at, decimal.precision(), decimal.scale()));
        }
        return type instanceof ArrayType || type instanceof StructType || type instanceof MapType
                ? nested(type)
                : fixed(type);
    }

    private void bytes(byte[] bytes) {
        add(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length);
    }

    private void decimal(Decimal value) {
        bytes(value.toJavaBigDecimal().unscaledValue().toByteArray());
    }

    private Part nested(DataType type) {
        if (type instanceof StructType struct) {
            List<Part> fields = parts(struct);
            return (from, at) -> addAll(fields, from.getStruct(at, fields.size()));
        }
        if (type instanceof ArrayType array) {
            Part element = part(array.elementType());
            return (from, at) -> elements(element, from.getArray(at));
        }
        MapType map = (MapType) type;
        Part key = part(map.keyType());
        Part value = part(map.valueType());
        return (from, at) -> {
            MapData pairs = from.getMap(at);
            elements(key, pairs.keyArray());
            elements(value, pairs.valueArray());
        };
    }

    private void elements(Part element, ArrayData array) {
        add(array.numElements());
        for (int i = 0; i < array.numElements(); i++) {
            add(element, array, i);
        }
    }

    private Part fixed(DataType type) {
        if (type instanceof BooleanType) {
            return (from, at) -> add(from.getBoolean(at) ? 1 : 0);
        }
        if (type instanceof ByteType) {
            return (from, at) -> add(from.getByte(at));
        }
        if (type instanceof ShortType) {
            return (from, at) -> add(from.getShort(at));
        }
        if (type instanceof IntegerType || type instanceof DateType) {
            return (from, at) -> add(from.getInt(at));
        }
        if (type instanceof FloatType) {
            return (from, at) -> add(Float.floatToIntBits(from.getFloat(at)));
        }
        if (type instanceof DoubleType) {
            return (from, at) -> add(Double.doubleToLongBits(from.getDouble(at)));
        }
        return (from, at) -> add(from.getLong(at)); // LongType, and timestamps of either kind
    }
}
