package io.cdcpipeline.local.running;

import java.util.List;

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
            new TypeSample("bytea", "''", "\\x"));

    /** A table with a column for each sample, a row with all of them, and a row of nulls. */
    static List<String> table(String name) {
        StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
        StringBuilder values = new StringBuilder("1");
        for (int i = 0; i < ALL.size(); i++) {
            columns.append(", c").append(i).append(' ').append(ALL.get(i).type());
            values.append(", ").append(ALL.get(i).sql());
        }
        return List.of(
                "CREATE TABLE " + name + " (" + columns + ")",
                "INSERT INTO " + name + " VALUES (" + values + ")",
                "INSERT INTO " + name + " (id) VALUES (2)");
    }
}
