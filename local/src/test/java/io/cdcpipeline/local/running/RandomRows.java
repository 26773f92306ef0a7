package io.cdcpipeline.local.running;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tables of random values of many types, made by the server itself out of a seed: the same seed gives the same rows.
 *
 * <p>More rows: {@code -Dfuzz.rows=500000}; others: {@code -Dfuzz.seed=0.5}, from -1 to 1.
 */
final class RandomRows {

    static final int ROWS = Integer.getInteger("fuzz.rows", 5_000);
    static final String SEED = System.getProperty("fuzz.seed", "0.42");

    /** Characters that one form or another of a value has to quote, and some that take two to four bytes. */
    private static final String ALPHABET =
            "aZ09 ,;.:\"''\\{}()[]<>=+-_/|%$&#@!?*^~` \t\u0001\u007fäßçãñ€漢字🦜\u200f\u0301";

    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("int2", "(random() * 65535 - 32768)::int2");
        TYPES.put("int4", "(random() * 4294967295 - 2147483648)::int4");
        TYPES.put("int8", "(random() * 1e18 - 5e17)::int8");
        TYPES.put("float4", "((random() - 0.5) * pow(10, random() * 60 - 30))::float4");
        TYPES.put("float8", "(random() - 0.5) * pow(10, random() * 400 - 200)");
        TYPES.put("numeric", "((random() - 0.5)::numeric * pow(10::numeric, (random() * 40 - 10)::int))");
        TYPES.put("numeric(12,3)", "((random() - 0.5) * 1e8)::numeric(12,3)");
        TYPES.put("money", "((random() - 0.5) * 1e10)::numeric::money");
        TYPES.put("bool", "random() < 0.5");
        TYPES.put("text", "inventory.random_text()");
        TYPES.put("char(8)", "left(inventory.random_text(), 8)");
        TYPES.put("bytea", "decode(md5(random()::text), 'hex')");
        TYPES.put("date", "date '0001-01-01' + (random() * 4000000)::int");
        TYPES.put("time", "time '00:00' + random() * interval '24 hours'");
        TYPES.put("timetz", "(time '00:00' + random() * interval '24 hours')::timetz");
        TYPES.put("timestamp", "timestamp '4000-01-01 BC' + random() * interval '20000 years'");
        TYPES.put("timestamptz", "timestamptz '1800-01-01 00:00+00' + random() * interval '400 years'");
        TYPES.put(
                "interval",
                "make_interval((random() * 20 - 10)::int, (random() * 30 - 15)::int, 0,"
                        + " (random() * 60 - 30)::int, 0, 0, (random() - 0.5) * 1e6)");
        TYPES.put("uuid", "md5(random()::text)::uuid");
        TYPES.put("json", "json_build_object(inventory.random_text(), inventory.random_text(), 'n', random())");
        TYPES.put("jsonb", "jsonb_build_array(inventory.random_text(), NULL, random()::numeric, random() < 0.5)");
        TYPES.put("int4[]", "ARRAY[(random() * 9)::int, NULL, (random() * -9)::int]");
        TYPES.put("text[]", "ARRAY[inventory.random_text(), NULL, '', 'NULL', inventory.random_text()]");
        TYPES.put("float8[]", "ARRAY[random(), 'NaN', '-Infinity', -0.0, (random() - 0.5) * 1e200]");
        TYPES.put("timestamptz[]", "ARRAY[timestamptz '1999-12-31 23:59:59+00' + random() * interval '50 years']");
        TYPES.put("inet", "inet '10.0.0.0/8' + (random() * 16000000)::int");
        TYPES.put("bit(7)", "((random() * 127)::int)::bit(7)");
        TYPES.put("int4range", "int4range((random() * 100)::int, 100 + (random() * 100)::int)");
        TYPES.put("point", "point(random() - 0.5, random() * 1e9)");
        TYPES.put(
                "inventory.random_pair", "ROW(inventory.random_text(), (random() * 100)::int)::inventory.random_pair");
        TYPES.put(
                "inventory.random_mood",
                "(ARRAY['sad', 'so so', 'ha,ppy']::inventory.random_mood[])[1 + (random() * 2)::int]");
    }

    private RandomRows() {}

    /** What the tables need, once a database. */
    static List<String> prepare() {
        String characters =
                ALPHABET.codePoints().mapToObj(Integer::toString).collect(Collectors.joining(",", "ARRAY[", "]"));
        return List.of(
                "CREATE FUNCTION inventory.random_text() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT coalesce("
                        + "string_agg(chr((" + characters + ")[1 + floor(random() * "
                        + ALPHABET.codePointCount(0, ALPHABET.length()) + ")::int]), ''), '')"
                        + " FROM generate_series(1, (random() * 12)::int) $$",
                "CREATE TYPE inventory.random_pair AS (t text, n int)",
                "CREATE TYPE inventory.random_mood AS ENUM ('sad', 'so so', 'ha,ppy')");
    }

    static String table(String name) {
        StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
        int i = 0;
        for (String type : TYPES.keySet()) {
            columns.append(", c").append(i++).append(' ').append(type);
        }
        return "CREATE TABLE " + name + " (" + columns + ")";
    }

    /** A tenth of the values is NULL. */
    static String fill(String name) {
        return TYPES.values().stream()
                .map(value -> "CASE WHEN random() > 0.1 THEN " + value + " END")
                .collect(Collectors.joining(
                        ", ",
                        "INSERT INTO " + name + " SELECT id, ",
                        " FROM generate_series(1, " + ROWS + ") id, (SELECT setseed(" + SEED + ")) seed"));
    }

    /** Every third row has the values of another one, every seventh is deleted. */
    static List<String> change(String name) {
        String columns = columns("c%d");
        return List.of(
                "UPDATE " + name + " t SET (" + columns + ") = (SELECT " + columns + " FROM " + name
                        + " o WHERE o.id = t.id + 1) WHERE id % 3 = 0",
                "DELETE FROM " + name + " WHERE id % 7 = 0");
    }

    private static String columns(String form) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < TYPES.size(); i++) {
            columns.append(i == 0 ? "" : ", ").append(form.formatted(i));
        }
        return columns.toString();
    }
}
