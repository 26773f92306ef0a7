package io.cdcpipeline.job.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an event says of a column and of a value, and what the lake gets: one line each. */
class ColumnTypesTest {

    private static final String NUMERIC =
            "{'type':'string','parameters':{'__debezium.source.column.type':'NUMERIC','__debezium.source.column.length':'%s','__debezium.source.column.scale':'%s'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean | true | boolean | true",
                "int16 | -32768 | smallint | -32768",
                "int32 | 2147483647 | int | 2147483647",
                "int64 | 9223372036854775807 | bigint | 9223372036854775807",
                "float | 1.1 | float | 1.1",
                "float | '\"NaN\"' | float | NaN",
                "double | 1.1 | double | 1.1",
                "double | '\"-Infinity\"' | double | -Infinity",
                "string | '\"h\u00e9 \\\"w\\\" \u20ac\ud83d\ude00\"' | string | 'h\u00e9 \"w\" \u20ac\ud83d\ude00'",
                "string | '\"\"' | string | ''",
            })
    void plainTypesAreExact(String type, String json, String sparkType, String value) throws IOException {
        assertThat(read("{'type':'" + type + "'}", json)).isEqualTo(sparkType + " " + value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int32 | Date | 19782 | date 19782",
                "int32 | Date | -735160 | date -735160",
                "int64 | Timestamp | 1709210096789 | timestamp_ntz 1709210096789000",
                "int64 | MicroTimestamp | 1709210096789012 | timestamp_ntz 1709210096789012",
                "int64 | MicroTimestamp | -63517780799876544 | timestamp_ntz -63517780799876544",
                "int64 | NanoTimestamp | -1 | timestamp_ntz -1",
                "string | ZonedTimestamp | '\"2024-02-29T10:34:56.789012Z\"' | timestamp 1709202896789012",
                "string | ZonedTimestamp | '\"-0043-03-15T12:00:00.123456Z\"' | timestamp -63517780799876544",
                "string | ZonedTimestamp | '\"+20000-01-01T00:00:00.000000Z\"' | timestamp 568971820800000000",
                "int64 | MicroTime | 45296789012 | string 12:34:56.789012",
                "int64 | MicroTime | 45296100000 | string 12:34:56.1",
                "int64 | MicroTime | 0 | string 00:00:00",
                "int64 | MicroTime | 86400000000 | string 24:00:00",
                "int32 | Time | 45296789 | string 12:34:56.789",
                "string | ZonedTime | '\"10:34:56.789012Z\"' | string 10:34:56.789012Z",
                "string | Interval | '\"P1Y2M3DT4H5M6.7S\"' | string P1Y2M3DT4H5M6.7S",
            })
    void temporalTypesAreExact(String type, String name, String json, String expected) throws IOException {
        assertThat(read(temporal(type, name), json)).isEqualTo(expected);
    }

    /** As recorded from Debezium: of a snapshot and of the stream. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int32 | Date | -622191234 | date 2147483647",
                "int32 | Date | 2146033979 | date 2147483647",
                "int32 | Date | -625821272 | date -2147483647",
                "int32 | Date | -2147472691 | date -2147483647",
                "int64 | Timestamp | 9223372036825200000 | timestamp_ntz 9223372036854775807",
                "int64 | Timestamp | -9223372036832400000 | timestamp_ntz -9223372036854775807",
                "int64 | MicroTimestamp | 9223372036854775807 | timestamp_ntz 9223372036854775807",
                "int64 | MicroTimestamp | -9223372036854775808 | timestamp_ntz -9223372036854775807",
                "string | ZonedTimestamp | '\"infinity\"' | timestamp 9223372036854775807",
                "string | ZonedTimestamp | '\"-infinity\"' | timestamp -9223372036854775807",
            })
    void infinityIsTheLastValueOfItsType(String type, String name, String json, String expected) throws IOException {
        assertThat(read(temporal(type, name), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int32 | Date | -2440589",
                "int32 | Date | 2145042906",
                "int64 | MicroTimestamp | -9223372036853775810",
                "int64 | Timestamp | 9223372036825199999",
                "string | ZonedTimestamp | '\"+294276-12-31T23:59:59.999999Z\"'",
                "string | ZonedTimestamp | '\"yesterday\"'",
            })
    void whatDeltaCannotHoldIsRefusedRatherThanChanged(String type, String name, String json) {
        assertThatThrownBy(() -> read(temporal(type, name), json))
                .isInstanceOf(UnreadableValue.class)
                .hasMessageStartingWith("column 'c': ");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 2, 12345678.90, 'decimal(10,2) 12345678.90'",
        "10, 2, 1, 'decimal(10,2) 1.00'",
        "38, 10, 1234567890123456789012345678.0123456789, 'decimal(38,10) 1234567890123456789012345678.0123456789'",
        "18, 0, -999999999999999999, 'decimal(18,0) -999999999999999999'",
        "50, 3, 12345678901234567890123456789012345678901234567.123, 'string 12345678901234567890123456789012345678901234567.123'",
        "0, '', 0.001, 'string 0.001'",
        "131089, 0, 1, 'string 1'",
        "5, -2, 12300, 'string 12300'",
        "2, 4, 0.0012, 'string 0.0012'",
        "0, '', NAN, 'string NaN'",
        "0, '', NEGATIVE_INFINITY, 'string -Infinity'",
        "0, '', POSITIVE_INFINITY, 'string Infinity'",
    })
    void numericIsADecimalWhereThatIsExact(String precision, String scale, String value, String expected)
            throws IOException {
        assertThat(read(NUMERIC.formatted(precision, scale), "\"" + value + "\""))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10, 2, NAN", "10, 2, 123456789.00", "10, 2, 1.234"})
    void aNumericThatDoesNotFitIsRefused(String precision, String scale, String value) {
        assertThatThrownBy(() -> read(NUMERIC.formatted(precision, scale), "\"" + value + "\""))
                .isInstanceOf(UnreadableValue.class)
                .hasMessageContaining("decimal(10,2)");
    }

    @Test
    void preciseDecimalsAreReadToo() throws IOException {
        String field = "{'type':'bytes','name':'org.apache.kafka.connect.data.Decimal',"
                + "'parameters':{'scale':'2','connect.decimal.precision':'10'}}";
        assertThat(read(field, "\"ME8=\"")).isEqualTo("decimal(10,2) 123.67");
    }

    @Test
    void bytesAreBytesOrTheTextOfATypeThatDebeziumDoesNotKnow() throws IOException {
        assertThat(read("{'type':'bytes'}", "\"3q2+7w==\"")).isEqualTo("binary [-34, -83, -66, -17]");
        String unknown = "{'type':'bytes','parameters':{'__debezium.source.column.type':'MYTYPE'}}";
        assertThat(read(unknown, "\"KDEsMik=\"")).isEqualTo("string (1,2)");
    }

    @Test
    void bitsAreTheTextThatPostgresPrints() throws IOException {
        String bits = "{'type':'bytes','name':'io.debezium.data.Bits','parameters':{'length':'%d'}}";
        assertThat(read(bits.formatted(3), "\"BQ==\"")).isEqualTo("string 101");
        assertThat(read(bits.formatted(12), "\"9QA=\"")).isEqualTo("string 000011110101");
    }

    @Test
    void whatHasNoTypeOfItsOwnIsText() throws IOException {
        assertThat(read("{'type':'array','items':{'type':'int32'}}", "[1, 2, null]"))
                .isEqualTo("string [1,2,null]");
        String point = "{'type':'struct','name':'io.debezium.data.geometry.Point','fields':[]}";
        assertThat(read(point, "{\"x\":1.0,\"wkb\":\"AQ==\"}")).isEqualTo("string {\"x\":1.0,\"wkb\":\"AQ==\"}");
        assertThat(read("{'type':'string','name':'io.debezium.data.Json'}", "\"{\\\"a\\\": 1.0}\""))
                .isEqualTo("string {\"a\": 1.0}");
    }

    @Test
    void aNumberBeyondItsTypeIsRefused() {
        assertThatThrownBy(() -> read("{'type':'int16'}", "40000")).isInstanceOf(UnreadableValue.class);
        assertThatThrownBy(() -> read("{'type':'double'}", "\"many\"")).isInstanceOf(UnreadableValue.class);
    }

    private static String temporal(String type, String name) {
        return "{'type':'" + type + "','name':'io.debezium.time." + name + "'}";
    }

    /** The Spark type and the value that is in the row. */
    private static String read(String field, String json) throws IOException {
        ConnectField column = ConnectField.parse(
                new ObjectMapper().readTree(field.replace('\'', '"').replaceFirst("\\{", "{\"field\":\"c\",")));
        RowReader reader = new RowReader(List.of(column), 0, new Placeholder("unchanged"));
        try (JsonParser parser = new JsonFactory().createParser("{\"c\":" + json + "}")) {
            parser.nextToken();
            reader.read(parser);
        }
        byte[] bytes = reader.bytes((byte) 0);
        UnsafeRow row = new UnsafeRow(1);
        row.pointTo(bytes, bytes.length);
        DataType type = reader.type(0).type();
        Object value = row.get(0, type);
        String text = value instanceof byte[] binary ? java.util.Arrays.toString(binary) : String.valueOf(value);
        return type.simpleString() + " " + text;
    }
}
