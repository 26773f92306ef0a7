package io.cdcpipeline.job.schema.postgres;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.ShortType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.types.Infinity;
import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.job.schema.NumberTexts;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/**
 * The one table of types: from a type of PostgreSQL to its type in Delta and the reader of its texts. What is not listed
 * arrives as its exact text: ranges, enums, networks, bits, geometric types, text search, XML, {@code timetz}, and
 * whatever an extension brings.
 */
public final class PostgresTypes {

    private static final TextType TEXT = new TextType(StringType, Text::utf8);
    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "float4", "float8", "oid");

    private PostgresTypes() {}

    /** What PostgreSQL printed, of a column that would be something else; one that is a text in any case stays what it is. */
    public static TextType text(SourceType column) {
        TextType plain = of(column, TypePolicy.DEFAULT);
        return plain.type() == StringType ? plain : TEXT;
    }

    /** Of a column that is new in the lake. */
    public static TextType of(SourceType column, TypePolicy policy) {
        SourceType type = column.root();
        return switch (type.kind()) {
            case ARRAY -> array(type, policy);
            case COMPOSITE -> struct(type, policy);
            case BASE -> base(type, policy);
            case ENUM, DOMAIN, RANGE, MULTIRANGE -> TEXT;
        };
    }

    /**
     * Of a column that the lake has. A text stays one, since what is made of an array or a hstore today was a text once; and
     * so does what was made before its policy was.
     *
     * @param existing its type in the lake
     * @param wanted what it would be as a new one
     */
    public static TextType keeping(DataType existing, SourceType column, TextType wanted) {
        if (wanted.type().equals(existing)) {
            return wanted;
        }
        boolean nested = !(wanted.type() instanceof AtomicType);
        if (existing == StringType && (nested || wanted.type() == BinaryType)) {
            return oldText(column.root());
        }
        TextType plain = of(column, TypePolicy.DEFAULT);
        return plain.type().equals(existing) ? plain : wanted;
    }

    private static TextType base(SourceType type, TypePolicy policy) {
        return switch (type.name()) {
            case "bool" -> new TextType(BooleanType, PlainTexts::bool);
            case "int2" -> new TextType(ShortType, NumberTexts::int16);
            case "int4" -> new TextType(IntegerType, NumberTexts::int32);
            case "int8", "oid", "xid", "cid" -> new TextType(LongType, NumberTexts::int64);
            case "xid8" -> decimal(20, 0);
            case "float4" -> new TextType(FloatType, NumberTexts::float32);
            case "float8" -> new TextType(DoubleType, NumberTexts::float64);
            case "numeric" -> numeric(type.modifier(), policy);
            case "money" -> money();
            case "date" -> temporal(DateType, TemporalTexts::date, policy.infinity());
            case "timestamp" -> temporal(TimestampNTZType, TemporalTexts::timestamp, policy.infinity());
            case "timestamptz" -> temporal(TimestampType, TemporalTexts::timestamp, policy.infinity());
            case "interval" -> new TextType(StringType, IntervalText::read);
            case "bytea" -> new TextType(BinaryType, BinaryTexts::bytea);
            case "geometry", "geography" -> new TextType(BinaryType, BinaryTexts::hex);
            case "hstore" -> new TextType(DataTypes.createMapType(StringType, StringType), NestedTexts::hstore);
            case "vector", "halfvec" -> vector();
            default -> TEXT;
        };
    }

    private static TextType temporal(DataType type, TextType.Reader reader, Infinity infinity) {
        return switch (infinity) {
            case BOUND -> new TextType(type, reader);
            case NULL -> new TextType(type, text -> TemporalTexts.isInfinite(text) ? null : reader.read(text));
            case TEXT -> TEXT;
        };
    }

    /** Precision and scale, as {@code numeric_typmod} packs them; Spark's decimals know no scale below 0. */
    private static TextType numeric(int modifier, TypePolicy policy) {
        if (modifier < 4 && policy.precision() != null) {
            return decimal(policy.precision(), policy.scale());
        }
        int precision = (modifier - 4) >> 16 & 0xffff;
        int scale = ((modifier - 4 & 0x7ff) ^ 1024) - 1024;
        boolean exact = modifier >= 4 && precision <= DecimalType.MAX_PRECISION() && scale >= 0 && scale <= precision;
        return exact ? decimal(precision, scale) : TEXT;
    }

    private static TextType decimal(int precision, int scale) {
        DecimalType type = new DecimalType(precision, scale);
        return new TextType(type, NumberTexts.decimal(type));
    }

    private static TextType money() {
        DecimalType type = new DecimalType(19, 2);
        return new TextType(type, PlainTexts.money(type));
    }

    private static TextType vector() {
        TextType element = new TextType(FloatType, NumberTexts::float32);
        return new TextType(DataTypes.createArrayType(FloatType, true), NestedTexts.vector(element));
    }

    private static TextType array(SourceType type, TypePolicy policy) {
        TextType element = nested(type.of(), policy);
        return new TextType(
                DataTypes.createArrayType(element.type(), true), NestedTexts.array(element, delimiter(type)));
    }

    /** Names that differ by case only Delta cannot tell apart. */
    private static TextType struct(SourceType type, TypePolicy policy) {
        List<SourceType.Field> fields = type.fields();
        Set<String> names =
                fields.stream().map(f -> f.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        if (fields.isEmpty() || names.size() < fields.size()) {
            return TEXT;
        }
        List<TextType> types = new ArrayList<>();
        StructField[] struct = new StructField[fields.size()];
        for (int i = 0; i < struct.length; i++) {
            types.add(nested(fields.get(i).type(), policy));
            struct[i] = DataTypes.createStructField(
                    fields.get(i).name(), types.get(i).type(), true);
        }
        return new TextType(DataTypes.createStructType(struct), NestedTexts.struct(types));
    }

    /** Within another value bytes are texts: nothing that prints a nested value agrees on how to print them. */
    private static TextType nested(SourceType type, TypePolicy policy) {
        TextType element = of(type, policy);
        return element.type() == BinaryType ? TEXT : element;
    }

    /** As version 0.1 wrote it. */
    private static TextType oldText(SourceType type) {
        if (type.kind() == SourceType.Kind.ARRAY) {
            String element = type.of().root().name();
            return new TextType(
                    StringType, JsonTexts.array(delimiter(type), NUMBERS.contains(element), element.equals("bool")));
        }
        return type.name().equals("hstore") ? new TextType(StringType, JsonTexts::hstore) : TEXT;
    }

    private static char delimiter(SourceType array) {
        return array.delimiter() == null ? ',' : array.delimiter().charAt(0);
    }
}
