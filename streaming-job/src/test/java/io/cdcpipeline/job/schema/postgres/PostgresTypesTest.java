package io.cdcpipeline.job.schema.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.contract.event.SourceType;
import io.cdcpipeline.contract.event.SourceType.Kind;
import io.cdcpipeline.contract.types.TypePolicy;
import io.cdcpipeline.job.schema.Text;
import io.cdcpipeline.job.schema.TextType;
import io.cdcpipeline.job.schema.UnreadableValue;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Given a type and the text that PostgreSQL prints, this stands in Delta. */
class PostgresTypesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "∅", textBlock = """
            bool        | t                               | boolean       | true
            bool        | f                               | boolean       | false
            int2        | -32768                          | smallint      | -32768
            int4        | 2147483647                      | int           | 2147483647
            int8        | -9223372036854775808            | bigint        | -9223372036854775808
            oid         | 4294967295                      | bigint        | 4294967295
            xid8        | 18446744073709551615            | decimal(20,0) | 18446744073709551615
            float4      | 3.4028235e+38                   | float         | 3.4028235E38
            float4      | -0                              | float         | -0.0
            float8      | 5e-324                          | double        | 4.9E-324
            float8      | NaN                             | double        | NaN
            float8      | -Infinity                       | double        | -Infinity
            numeric     | 123456789012345678901234567890.000100 | string  | 123456789012345678901234567890.000100
            numeric     | NaN                             | string        | NaN
            money       | -$1,234.56                      | decimal(19,2) | -1234.56
            text        | Zürich 🦜                        | string        | Zürich 🦜
            text        | ''                              | string        | ''
            bpchar      | 'ab   '                         | string        | 'ab   '
            bytea       | \\x00ff10                       | binary        | 00ff10
            bytea       | \\x                             | binary        | ''
            bytea       | a\\\\b\\000                     | binary        | 615c6200
            date        | 2024-02-29                      | date          | 2024-02-29
            date        | 0044-03-15 BC                   | date          | -0043-03-15
            date        | infinity                        | date          | +5881580-07-11
            date        | 12345-01-01                     | date          | +12345-01-01
            timestamp   | 1969-12-31 23:59:59.999999      | timestamp_ntz | 1969-12-31T23:59:59.999999
            timestamp   | 0001-01-01 00:00:00 BC          | timestamp_ntz | 0000-01-01T00:00
            timestamptz | 2024-03-31 02:30:00.5+02        | timestamp     | 2024-03-31T00:30:00.500Z
            timestamptz | 1800-01-01 00:19:32+00:19:32    | timestamp     | 1800-01-01T00:00:00Z
            timestamptz | 2024-01-01 00:00:00-03:30       | timestamp     | 2024-01-01T03:30:00Z
            time        | 24:00:00                        | string        | 24:00:00
            timetz      | 10:00:00.123456+05:30           | string        | 10:00:00.123456+05:30
            interval    | 1 year 2 mons -3 days +04:05:06.7 | string      | P1Y2M-3DT4H5M6.7S
            interval    | -00:00:01.5                     | string        | PT-1.5S
            interval    | 00:00:00                        | string        | PT0S
            interval    | infinity                        | string        | infinity
            uuid        | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | string   | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
            jsonb       | {"a": 1e400}                    | string        | {"a": 1e400}
            inet        | 10.0.0.1                        | string        | 10.0.0.1
            bit         | 10110                           | string        | 10110
            point       | (1,2)                           | string        | (1,2)
            pg_lsn      | 16/B374D848                     | string        | 16/B374D848
            hstore      | "a"=>"1", "b \\" c"=>NULL       | map<string,string> | {a=1, b " c=null}
            vector      | [1,2.5]                         | array<float>  | [1.0, 2.5]
            geometry    | 0101000000                      | binary        | 0101000000
            whatever    | a text                          | string        | a text""")
    void aBaseType(String type, String text, String lakeType, String value) throws UnreadableValue {
        TextType lake = PostgresTypes.of(SourceType.base(type, -1), TypePolicy.DEFAULT);

        assertThat(lake.type().simpleString()).isEqualTo(lakeType);
        assertThat(read(lake, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "655366, 'decimal(10,2)'", // numeric(10,2)
        "2490372, 'decimal(38,0)'",
        "2490406, 'decimal(38,34)'",
        "2555908, string", // numeric(39,0): more digits than Delta has
        "329730, string", // numeric(5,-2)
        "196617, string", // numeric(3,5)
        "-1, string"
    })
    void aNumericIsADecimalWhereDeltaHasOneOfItsSize(int modifier, String type) {
        assertThat(PostgresTypes.of(SourceType.base("numeric", modifier), TypePolicy.DEFAULT)
                        .type()
                        .simpleString())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int4 | {1,NULL,3}               | array<int>    | [1, null, 3]
            int4 | {}                       | array<int>    | []
            int4 | [0:1]={7,8}              | array<int>    | [7, 8]
            text | {a,NULL,"NULL","a,b","","q\\"\\\\"} | array<string> | [a, null, NULL, a,b, , q"\\]
            bool | {t,f}                    | array<boolean> | [true, false]
            date | {2020-01-01}             | array<date>   | [2020-01-01]
            bytea | {"\\\\x00ff"}           | array<string> | [\\x00ff]""")
    void anArray(String element, String text, String lakeType, String value) throws UnreadableValue {
        TextType lake = PostgresTypes.of(array(SourceType.base(element, -1)), TypePolicy.DEFAULT);

        assertThat(lake.type().simpleString()).isEqualTo(lakeType);
        assertThat(read(lake, text)).isEqualTo(value);
    }

    @Test
    void anArrayOfSeveralDimensionsHasNoPlaceInAColumnOfOne() {
        TextType lake = PostgresTypes.of(array(SourceType.base("int4", -1)), TypePolicy.DEFAULT);

        assertThatThrownBy(() -> read(lake, "{{1,2},{3,4}}"))
                .isInstanceOf(UnreadableValue.class)
                .hasMessageContaining("the array {{1,2},{3,4}} has several dimensions, and a column of the lake one")
                .hasMessageContaining("spec.types.text");
    }

    @Test
    void boxesHaveADelimiterOfTheirOwn() throws UnreadableValue {
        SourceType boxes = new SourceType("_box", Kind.ARRAY, -1, SourceType.base("box", -1), ";", null, null);

        assertThat(read(PostgresTypes.of(boxes, TypePolicy.DEFAULT), "{(1,2),(0,0);(3,4),(0,0)}"))
                .isEqualTo("[(1,2),(0,0), (3,4),(0,0)]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (1,"a ""b""\") | [1,a "b"]
            (,)           | [null,null]
            (2,"")        | [2,]
            (3,"\\\\,)")  | [3,\\,)]""")
    void aComposite(String text, String value) throws UnreadableValue {
        TextType lake = PostgresTypes.of(pair(), TypePolicy.DEFAULT);

        assertThat(lake.type().simpleString()).isEqualTo("struct<a:int,b:string>");
        assertThat(read(lake, text)).isEqualTo(value);
    }

    @Test
    void aCompositeThatHasGrownSinceIsNotCut() {
        assertThatThrownBy(() -> read(PostgresTypes.of(pair(), TypePolicy.DEFAULT), "(1,a,new)"))
                .hasMessage("the composite (1,a,new) has 3 fields, its type 2");
    }

    @Test
    void aCompositeFromBeforeAFieldWasAddedHasNullThere() throws UnreadableValue {
        assertThat(read(PostgresTypes.of(pair(), TypePolicy.DEFAULT), "(1)")).isEqualTo("[1,null]");
    }

    @Test
    void aDomainIsWhatItIsMadeOf() {
        SourceType price =
                new SourceType("price", Kind.DOMAIN, -1, SourceType.base("numeric", 655_366), null, null, null);
        SourceType domainOverDomain = new SourceType("price2", Kind.DOMAIN, -1, price, null, null, null);

        assertThat(PostgresTypes.of(domainOverDomain, TypePolicy.DEFAULT).type().simpleString())
                .isEqualTo("decimal(10,2)");
    }

    @Test
    void enumsAndRangesAreTexts() throws UnreadableValue {
        assertThat(read(
                        PostgresTypes.of(
                                new SourceType("mood", Kind.ENUM, -1, null, null, null, null), TypePolicy.DEFAULT),
                        "happy"))
                .isEqualTo("happy");
        SourceType range = new SourceType("int4range", Kind.RANGE, -1, SourceType.base("int4", -1), null, null, null);
        assertThat(read(PostgresTypes.of(range, TypePolicy.DEFAULT), "[1,5)")).isEqualTo("[1,5)");
    }

    @Test
    void aColumnThatIsATextInTheLakeStaysOne() throws UnreadableValue {
        TextType numbers = kept(array(SourceType.base("int4", -1)));
        assertThat(read(numbers, "{1,NULL}")).isEqualTo("[1,null]");
        TextType texts = kept(array(SourceType.base("text", -1)));
        assertThat(read(texts, "{1,\"a\\\"\"}")).isEqualTo("[\"1\",\"a\\\"\"]");
        assertThat(read(kept(SourceType.base("hstore", -1)), "\"a\"=>\"1\"")).isEqualTo("{\"a\":\"1\"}");
        assertThat(read(kept(pair()), "(1,b)")).isEqualTo("(1,b)");
    }

    @Test
    void zeroIsOneKeyWhateverItsSign() throws UnreadableValue {
        TextType key = PostgresTypes.of(SourceType.base("float8", -1), TypePolicy.DEFAULT)
                .forKey();

        assertThat(read(key, "-0")).isEqualTo("0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "bool, yes",
        "int2, 32768",
        "int4, ''",
        "int4, 1.5",
        "int8, 9223372036854775808",
        "int8, -",
        "date, today",
        "date, 2024-02-30",
        "timestamp, 2024-01-01",
        "timestamp, 294277-01-01 00:00:00",
        "bytea, \\x0",
        "bytea, \\xzz",
        "interval, P1D",
        "hstore, a=>1",
        "int4, '1 '"
    })
    void whatIsNoneIsSaid(String type, String text) {
        TextType lake = PostgresTypes.of(SourceType.base(type, -1), TypePolicy.DEFAULT);

        assertThatThrownBy(() -> read(lake, text)).isInstanceOf(UnreadableValue.class);
    }

    static SourceType array(SourceType element) {
        return new SourceType("_" + element.name(), Kind.ARRAY, -1, element, ",", null, null);
    }

    private static SourceType pair() {
        return new SourceType(
                "pair",
                Kind.COMPOSITE,
                -1,
                null,
                null,
                List.of(
                        new SourceType.Field("a", SourceType.base("int4", -1)),
                        new SourceType.Field("b", SourceType.base("text", -1))),
                null);
    }

    /** Through an unsafe row, as the job has it, and out of it as Spark shows it. */
    static String read(TextType type, String text) throws UnreadableValue {
        UnsafeRowWriter writer = new UnsafeRowWriter(1);
        writer.reset();
        writer.zeroOutNullBytes();
        type.read(Text.of(text), writer, 0);
        UnsafeRow row = writer.getRow();
        if (type.type().equals(DataTypes.DateType)) {
            return java.time.LocalDate.ofEpochDay(row.getInt(0)).toString();
        }
        Row outer = (Row) CatalystTypeConverters.createToScalaConverter(new StructType().add("v", type.type(), true))
                .apply(row);
        return show(outer.get(0));
    }

    private static String show(Object value) {
        if (value instanceof byte[] bytes) {
            return java.util.HexFormat.of().formatHex(bytes);
        }
        if (value instanceof scala.collection.Seq<?> seq) {
            return scala.collection.JavaConverters.seqAsJavaList(seq).toString();
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return scala.collection.JavaConverters.mapAsJavaMap(map).toString();
        }
        return value instanceof java.sql.Timestamp time ? time.toInstant().toString() : String.valueOf(value);
    }

    /** In a column that was made as a text. */
    private static TextType kept(SourceType type) {
        return PostgresTypes.keeping(DataTypes.StringType, type, PostgresTypes.of(type, TypePolicy.DEFAULT));
    }
}
