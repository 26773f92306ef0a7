package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each common type arrives exactly, its least and greatest values included, by snapshot's and by stream's way alike. */
@ExtendWith(SharedPipeline.class)
class TypesIT {

    /** PostgreSQL's type, a value as SQL, and the value in the lake as Spark prints it. */
    private record Sample(String type, String sql, String lake) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample("boolean", "true", "true"),
            new Sample("boolean", "false", "false"),
            new Sample("smallint", "-32768", "-32768"),
            new Sample("integer", "2147483647", "2147483647"),
            new Sample("bigint", "-9223372036854775808", "-9223372036854775808"),
            new Sample("real", "'3.4028235e38'", null),
            new Sample("real", "'NaN'", "NaN"),
            new Sample("double precision", "'4.9e-324'", null),
            new Sample("double precision", "'-Infinity'", "-Infinity"),
            new Sample("double precision", "0.1", "0.1"),
            new Sample("numeric(10,2)", "-12345678.90", "-12345678.90"),
            new Sample(
                    "numeric(38,0)",
                    "99999999999999999999999999999999999999",
                    "99999999999999999999999999999999999999"),
            new Sample(
                    "numeric(38,38)",
                    "0.00000000000000000000000000000000000001",
                    "0.00000000000000000000000000000000000001"),
            new Sample("numeric", "123456789012345678901234567890.000100", "123456789012345678901234567890.000100"),
            new Sample("numeric", "'NaN'", "NaN"),
            new Sample("text", "'Zürich 🦜'", "Zürich 🦜"),
            new Sample("varchar(5)", "'ab'", "ab"),
            new Sample("char(5)", "'ab'", "ab   "),
            new Sample("date", "'0001-01-01'", "0001-01-01"),
            new Sample("date", "'9999-12-31'", "9999-12-31"),
            new Sample("time", "'23:59:59.999999'", "23:59:59.999999"),
            new Sample("timestamp", "'1969-12-31 23:59:59.999999'", "1969-12-31 23:59:59.999999"),
            new Sample("timestamptz", "'2024-03-31 02:30:00.000001+02'", "2024-03-31 00:30:00.000001"),
            new Sample("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            new Sample("json", "'{\"b\": 1,  \"a\": [null]}'", "{\"b\": 1,  \"a\": [null]}"),
            new Sample("jsonb", "'{\"b\": 1,  \"a\": [null]}'", "{\"a\": [null], \"b\": 1}"),
            new Sample("bytea", "'\\x00ff10'", "\\x00ff10"),
            new Sample("bytea", "''", "\\x"));

    private final TestPipeline pipeline;

    TypesIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void commonTypesArriveExactly() throws Exception {
        StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
        StringBuilder values = new StringBuilder("1");
        StringBuilder nulls = new StringBuilder("2");
        for (int i = 0; i < SAMPLES.size(); i++) {
            columns.append(", c").append(i).append(' ').append(SAMPLES.get(i).type());
            values.append(", ").append(SAMPLES.get(i).sql());
            nulls.append(", NULL");
        }
        pipeline.source(
                "CREATE TABLE inventory.types (" + columns + ")",
                "INSERT INTO inventory.types VALUES (" + values + "), (" + nulls + ")");

        for (int i = 0; i < SAMPLES.size(); i++) {
            Sample sample = SAMPLES.get(i);
            List<String> seen = pipeline.lake("SELECT c" + i + " FROM inventory.types ORDER BY id");
            assertThat(seen.get(1)).as(sample.type()).isEqualTo("∅");
            if (sample.lake() != null) {
                assertThat(seen.get(0)).as("%s %s", sample.type(), sample.sql()).isEqualTo(sample.lake());
            }
        }
        pipeline.assertEqualToSource("inventory.types");
    }

    @Test
    void uncommonTypesArriveAsTheirText() throws Exception {
        pipeline.source(
                "CREATE TYPE inventory.mood AS ENUM ('sad', 'happy')",
                "CREATE TABLE inventory.uncommon (id int PRIMARY KEY, i interval, n inet, b bit(5), e inventory.mood,"
                        + " a int[], x xml)",
                "INSERT INTO inventory.uncommon VALUES (1, '1 year 2 days 3.5 s', '10.0.0.1/8', B'10110', 'happy',"
                        + " '{1,NULL,3}', '<a/>')");

        assertThat(pipeline.lake("SELECT n, b, e, x FROM inventory.uncommon"))
                .containsExactly("10.0.0.1/8|10110|happy|<a/>");
        pipeline.assertEqualToSource("inventory.uncommon");
    }
}
