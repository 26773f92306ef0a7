package io.cdcpipeline.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

/**
 * A value of a common type.
 *
 * @param type as PostgreSQL calls it
 * @param sql the value as SQL
 * @param lake the value in the lake as Spark prints it; null when only {@code cdc verify} looks at it
 */
record TypeSample(String type, String sql, String lake) {

    static final List<TypeSample> ALL = List.of(
            new TypeSample("boolean", "true", "true"),
            new TypeSample("boolean", "false", "false"),
            new TypeSample("smallint", "-32768", "-32768"),
            new TypeSample("integer", "2147483647", "2147483647"),
            new TypeSample("bigint", "-9223372036854775808", "-9223372036854775808"),
            new TypeSample("real", "'3.4028235e38'", null),
            new TypeSample("real", "'NaN'", "NaN"),
            new TypeSample("double precision", "'4.9e-324'", null),
            new TypeSample("double precision", "'-Infinity'", "-Infinity"),
            new TypeSample("double precision", "0.1", "0.1"),
            new TypeSample("numeric(10,2)", "-12345678.90", "-12345678.90"),
            new TypeSample(
                    "numeric(38,0)",
                    "99999999999999999999999999999999999999",
                    "99999999999999999999999999999999999999"),
            new TypeSample(
                    "numeric(38,38)",
                    "0.00000000000000000000000000000000000001",
                    "0.00000000000000000000000000000000000001"),
            new TypeSample("numeric", "123456789012345678901234567890.000100", "123456789012345678901234567890.000100"),
            new TypeSample("numeric", "'NaN'", "NaN"),
            new TypeSample("text", "'Zürich 🦜'", "Zürich 🦜"),
            new TypeSample("varchar(5)", "'ab'", "ab"),
            new TypeSample("char(5)", "'ab'", "ab   "),
            new TypeSample("date", "'0001-01-01'", "0001-01-01"),
            new TypeSample("date", "'9999-12-31'", "9999-12-31"),
            new TypeSample("date", "'infinity'", "+5881580-07-11"),
            new TypeSample("date", "'-infinity'", "-5877641-06-24"),
            new TypeSample("time", "'23:59:59.999999'", "23:59:59.999999"),
            new TypeSample("timestamp", "'1969-12-31 23:59:59.999999'", "1969-12-31 23:59:59.999999"),
            new TypeSample("timestamp", "'infinity'", "+294247-01-10 04:00:54.775807"),
            new TypeSample("timestamp", "'-infinity'", "-290308-12-21 19:59:05.224193"),
            new TypeSample("timestamptz", "'infinity'", "+294247-01-10 04:00:54.775807"),
            new TypeSample("timestamptz", "'-infinity'", "-290308-12-21 19:59:05.224193"),
            new TypeSample("timestamptz", "'2024-03-31 02:30:00.000001+02'", "2024-03-31 00:30:00.000001"),
            new TypeSample("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            new TypeSample("json", "'{\"b\": 1,  \"a\": [null]}'", "{\"b\": 1,  \"a\": [null]}"),
            new TypeSample("jsonb", "'{\"b\": 1,  \"a\": [null]}'", "{\"a\": [null], \"b\": 1}"),
            new TypeSample("bytea", "'\\x00ff10'", "\\x00ff10"),
            new TypeSample("bytea", "''", "\\x"),
            new TypeSample("real", "'-0'", null),
            new TypeSample("numeric", "'-Infinity'", "-Infinity"),
            new TypeSample("numeric(5,-2)", "12300", "12300"),
            new TypeSample("numeric(3,5)", "0.00123", "0.00123"),
            new TypeSample("money", "-92233720368547758.08", "-92233720368547758.08"),
            new TypeSample("\"char\"", "'x'", "x"),
            new TypeSample("date", "'0044-03-15 BC'", null),
            new TypeSample("date", "'12345-01-01'", "+12345-01-01"),
            new TypeSample("time", "'24:00:00'", "24:00:00"),
            new TypeSample("timetz", "'10:00:00.123456+05:30'", "10:00:00.123456+05:30"),
            new TypeSample("timestamp", "'0044-03-15 12:00:00 BC'", null),
            new TypeSample("timestamptz", "'1800-01-01 00:00:00 Europe/Amsterdam'", null),
            new TypeSample("interval", "'1 year 2 mons -3 days 4:05:06.7'", "P1Y2M-3DT4H5M6.7S"),
            new TypeSample("interval", "'-00:00:01.5'", "PT-1.5S"),
            new TypeSample("json", "'null'", "null"),
            new TypeSample("jsonb", "'1e400'", null),
            new TypeSample("xml", "'<a/>'", "<a/>"),
            new TypeSample("int4range", "'[1,5)'", "[1,5)"),
            new TypeSample("tstzrange", "'[2024-01-01 00:00:00+00,)'", "[\"2024-01-01 00:00:00+00\",)"),
            new TypeSample("int4multirange", "'{[1,3),[5,8)}'", "{[1,3),[5,8)}"),
            new TypeSample("inet", "'10.0.0.1/8'", "10.0.0.1/8"),
            new TypeSample("inet", "'10.0.0.1'", "10.0.0.1"),
            new TypeSample("cidr", "'10.0.0.0/8'", "10.0.0.0/8"),
            new TypeSample("macaddr", "'08:00:2b:01:02:03'", "08:00:2b:01:02:03"),
            new TypeSample("bit(5)", "B'10110'", "10110"),
            new TypeSample("varbit", "B''", ""),
            new TypeSample("int[]", "'{1,NULL,3}'", null),
            new TypeSample("int[]", "'{}'", null),
            new TypeSample("text[]", "'{a,NULL,\"NULL\",\"a,b\",\"\"}'", null),
            new TypeSample("bool[]", "'{t,f,NULL}'", null),
            new TypeSample("float8[]", "'{1e20,NaN,0.1}'", null),
            new TypeSample("numeric(5,2)[]", "'{1.50,2}'", null),
            new TypeSample("date[]", "'{2020-01-01}'", null),
            new TypeSample("timestamp[]", "'{2020-01-01 10:00:00.5,2020-01-01 00:00:00}'", null),
            new TypeSample("timestamptz[]", "'{2020-01-01 10:00:00.5+02}'", null),
            new TypeSample("jsonb[]", "array['{\"k\":1}'::jsonb]", null),
            new TypeSample("uuid[]", "'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'", null),
            new TypeSample("money[]", "'{1.50}'", null),
            new TypeSample("interval[]", "'{1 day,2:00}'", null),
            new TypeSample("point[]", "'{\"(1,2)\"}'", null),
            new TypeSample("box[]", "'{(1,2),(0,0)}'", null),
            new TypeSample("xml[]", "'{<a/>}'", null),
            new TypeSample("bytea[]", "'{\"\\\\x00ff\"}'", null),
            new TypeSample("tsvector", "'a:1 b:2'", "'a':1 'b':2"),
            new TypeSample("tsquery", "'a & b'", "'a' & 'b'"),
            new TypeSample("oid", "4294967295", "4294967295"),
            new TypeSample("regclass", "'pg_class'", "pg_class"),
            new TypeSample("pg_lsn", "'16/B374D848'", "16/B374D848"),
            new TypeSample("xid8", "'18446744073709551615'", "18446744073709551615"),
            new TypeSample("point", "'(1,2)'", "(1,2)"),
            new TypeSample("path", "'((0,0),(1,1))'", "((0,0),(1,1))"),
            new TypeSample("polygon", "'((0,0),(1,1),(1,0))'", "((0,0),(1,1),(1,0))"),
            new TypeSample("circle", "'<(0,0),1>'", "<(0,0),1>"),
            new TypeSample("int2vector", "'1 2'", "1 2"),
            new TypeSample("jsonpath", "'$.a'", "$.\"a\""));

    /** Scales that are negative, or greater than the precision, came with PostgreSQL 15. */
    private static final Set<String> SINCE_15 = Set.of("numeric(5,-2)", "numeric(3,5)");

    /** Those that PostgreSQL 14 has. */
    static List<TypeSample> oldest() {
        return ALL.stream().filter(sample -> !SINCE_15.contains(sample.type())).toList();
    }

    /** A table with a column for each sample, a row with all of them, and a row of nulls. */
    static List<String> table(String name, List<TypeSample> samples) {
        StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
        StringBuilder values = new StringBuilder("1");
        for (int i = 0; i < samples.size(); i++) {
            columns.append(", c").append(i).append(' ').append(samples.get(i).type());
            values.append(", ").append(samples.get(i).sql());
        }
        return List.of(
                "CREATE TABLE " + name + " (" + columns + ")",
                "INSERT INTO " + name + " VALUES (" + values + ")",
                "INSERT INTO " + name + " (id) VALUES (2)");
    }

    /** Each value is in the lake as it is in the source. */
    static void assertExact(TestPipeline pipeline, String table, List<TypeSample> samples) throws Exception {
        List<String> rows = pipeline.lake("SELECT * FROM " + table + " ORDER BY id");
        List<String> values = List.of(rows.get(0).split("\\|", -1));
        for (int i = 0; i < samples.size(); i++) {
            TypeSample sample = samples.get(i);
            if (sample.lake() != null) {
                assertThat(values.get(i + 1))
                        .as("%s %s", sample.type(), sample.sql())
                        .isEqualTo(sample.lake());
            }
        }
        assertThat(rows.get(1)).isEqualTo("2" + "|∅".repeat(samples.size()));
        pipeline.assertEqualToSource(table);
    }
}
