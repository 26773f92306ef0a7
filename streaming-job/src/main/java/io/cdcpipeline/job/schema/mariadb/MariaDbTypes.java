package io.cdcpipeline.job.schema.mariadb;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.ShortType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.job.schema.NumberTexts;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/**
 * The one table of types: from a type of MariaDB, as a definition has it, to its type in Delta and the reader of its texts. What is
 * not listed arrives as its exact text: characters, times, enums and sets, bits, JSON, addresses, and whatever a plugin brings.
 */
final class MariaDbTypes {

    private static final TextType TEXT = new TextType(StringType, Text::utf8);
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\).*");

    private MariaDbTypes() {}

    static TextType of(String definition, TypePolicy policy) {
        String bare = definition.replaceFirst("\\(.*\\)", "");
        return switch (bare) {
            case "tinyint", "tinyint unsigned", "smallint", "year" -> new TextType(ShortType, NumberTexts::int16);
            case "smallint unsigned", "mediumint", "mediumint unsigned", "int" ->
                new TextType(IntegerType, NumberTexts::int32);
            case "int unsigned", "bigint" -> new TextType(LongType, NumberTexts::int64);
            case "bigint unsigned" -> decimal(20, 0);
            case "decimal", "decimal unsigned" -> decimal(definition);
            case "float", "float unsigned" -> new TextType(FloatType, NumberTexts::float32);
            case "double", "double unsigned" -> new TextType(DoubleType, NumberTexts::float64);
            case "date" -> temporal(DateType, TemporalTexts::date, policy);
            case "datetime" -> temporal(TimestampNTZType, TemporalTexts::timestamp, policy);
            case "timestamp" -> temporal(TimestampType, TemporalTexts::timestamp, policy);
            default -> isBytes(bare) ? new TextType(BinaryType, BinaryTexts::hex) : TEXT;
        };
    }

    private static boolean isBytes(String bare) {
        return switch (bare) {
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector" -> true;
            case "geometry", "point", "linestring", "polygon" -> true;
            case "multipoint", "multilinestring", "multipolygon", "geometrycollection" -> true;
            default -> false;
        };
    }

    /** What is wider than Delta's decimals is its exact text. */
    private static TextType decimal(String definition) {
        Matcher bounds = DECIMAL.matcher(definition);
        if (!bounds.matches()) {
            return TEXT;
        }
        int precision = Integer.parseInt(bounds.group(1));
        return precision <= DecimalType.MAX_PRECISION() ? decimal(precision, Integer.parseInt(bounds.group(2))) : TEXT;
    }

    private static TextType decimal(int precision, int scale) {
        DecimalType type = new DecimalType(precision, scale);
        return new TextType(type, NumberTexts.decimal(type));
    }

    /** A zero date is what infinity is to PostgreSQL: a value for which Delta has none. */
    private static TextType temporal(DataType type, TextType.Reader reader, TypePolicy policy) {
        return switch (policy.infinity()) {
            case BOUND -> new TextType(type, reader);
            case NULL -> new TextType(type, text -> TemporalTexts.isNoDate(text) ? null : reader.read(text));
            case TEXT -> TEXT;
        };
    }
}
