package io.cdcpipeline.job.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Iterator;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A result as JSON: {@code {"columns":[{"name","type"}],"rows":[[…]]}}, or {@code {"error":{"code","message"}}}. Numbers and
 * booleans are JSON's own (NaN and infinities are texts), bytes are hexadecimal as PostgreSQL prints them, lists and
 * structures JSON in a text, all else a text as Spark prints it, in UTC.
 */
final class QueryAnswer {

    private static final JsonFactory JSON = new JsonFactory().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private QueryAnswer() {}

    /** Rows go out as they come; when one of them cannot be had, the error stands behind the rows before it. */
    static void write(Dataset<Row> result, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("columns");
            for (StructField column : result.schema().fields()) {
                json.writeStartObject();
                json.writeStringField("name", column.name());
                json.writeStringField("type", column.dataType().simpleString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            RuntimeException failure = rows(result, json);
            json.writeEndArray();
            if (failure != null) {
                error(failure, json);
            }
            json.writeEndObject();
        }
    }

    static void writeError(Throwable failure, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            error(failure, json);
            json.writeEndObject();
        }
    }

    private static RuntimeException rows(Dataset<Row> result, JsonGenerator json) throws IOException {
        try {
            Iterator<Row> rows = printable(result).toLocalIterator();
            while (rows.hasNext()) {
                Row row = rows.next();
                json.writeStartArray();
                for (int i = 0; i < row.size(); i++) {
                    value(row.get(i), json);
                }
                json.writeEndArray();
            }
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static Dataset<Row> printable(Dataset<Row> result) {
        StructField[] fields = result.schema().fields();
        String[] positions = new String[fields.length];
        Column[] columns = new Column[fields.length];
        for (int i = 0; i < fields.length; i++) {
            positions[i] = "c" + i;
        }
        // two columns may share a name: by position they do not
        Dataset<Row> numbered = result.toDF(positions);
        for (int i = 0; i < fields.length; i++) {
            columns[i] = printable(numbered.col(positions[i]), fields[i].dataType());
        }
        return numbered.select(columns);
    }

    private static Column printable(Column column, DataType type) {
        if (type instanceof NumericType || type instanceof BooleanType || type instanceof StringType) {
            return column;
        }
        if (type instanceof BinaryType) {
            return functions.concat(functions.lit("\\x"), functions.lower(functions.hex(column)));
        }
        boolean nested = type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
        return nested ? functions.to_json(column) : column.cast("string");
    }

    private static void value(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void error(Throwable failure, JsonGenerator json) throws IOException {
        String code = failure instanceof SparkThrowable spark && spark.getErrorClass() != null
                ? spark.getErrorClass()
                : failure.getClass().getSimpleName();
        json.writeObjectFieldStart("error");
        json.writeStringField("code", code);
        json.writeStringField("message", String.valueOf(failure.getMessage()));
        json.writeEndObject();
    }
}
