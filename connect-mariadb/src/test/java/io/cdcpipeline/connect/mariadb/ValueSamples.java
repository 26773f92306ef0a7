package io.cdcpipeline.connect.mariadb;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns, each with two values: how SQL writes one, and the text that arrives. */
final class ValueSamples {

    /** A column's name, its definition, and its values. */
    record Sample(String name, String definition, List<String> sql, List<String> texts) {

        private static Sample parse(String line) {
            String[] parts = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            return new Sample(
                    parts[0], parts[1], List.of(parts[2], parts[4]), Arrays.asList(text(parts[3]), text(parts[5])));
        }

        /** Dots stand for blanks at a text's end; nothing at all for NULL. */
        private static String text(String shown) {
            return shown.isEmpty() ? null : shown.equals("''") ? "" : shown.replace("··", "  ");
        }
    }

    private static final String TABLE = """
            t1     | tinyint                   | -128 | -128 | 127 | 127
            t1u    | tinyint unsigned          | 255 | 255 | 0 | 0
            s2     | smallint                  | -32768 | -32768 | 32767 | 32767
            s2u    | smallint unsigned         | 65535 | 65535 | 1 | 1
            m3     | mediumint                 | -8388608 | -8388608 | 8388607 | 8388607
            m3u    | mediumint unsigned        | 16777215 | 16777215 | 1 | 1
            i4     | int                       | -2147483648 | -2147483648 | 2147483647 | 2147483647
            i4u    | int unsigned              | 4294967295 | 4294967295 | 1 | 1
            i4z    | int(7) unsigned zerofill  | 42 | 42 | 0 | 0
            b8     | bigint                    | -9223372036854775808 | -9223372036854775808 | 1 | 1
            b8u    | bigint unsigned           | 18446744073709551615 | 18446744073709551615 | 1 | 1
            flag   | boolean                   | true | 1 | false | 0
            dec65  | decimal(65,30)            | 12345678901234567890123456789012345.123456789012345678901234567890 | 12345678901234567890123456789012345.123456789012345678901234567890 | -0.5 | -0.500000000000000000000000000000
            dec10  | decimal(10,2)             | 1.5 | 1.50 | -99999999.99 | -99999999.99
            deci   | decimal                   | 7 | 7 | -1 | -1
            f      | float                     | 16777215 | 1.6777215E7 | 0.1 | 0.1
            d      | double                    | 0.1 | 0.1 | -1.7976931348623157e308 | -1.7976931348623157E308
            f2     | float(7,2)                | 12345.67 | 12345.67 | 0.1 | 0.1
            bit5   | bit(5)                    | b'10101' | 10101 | b'1' | 00001
            bit64  | bit(64)                   | b'1' | 0000000000000000000000000000000000000000000000000000000000000001 | ~0 | 1111111111111111111111111111111111111111111111111111111111111111
            dt     | date                      | '0000-00-00' | 0000-00-00 | '2024-00-31' | 2024-00-31
            dt2    | date                      | '9999-12-31' | 9999-12-31 | '0001-01-01' | 0001-01-01
            dtm    | datetime(6)               | '0000-00-00 00:00:00' | 0000-00-00 00:00:00.000000 | '2024-02-29 23:59:59.999999' | 2024-02-29 23:59:59.999999
            dtm0   | datetime                  | '1000-01-01 00:00:00' | 1000-01-01 00:00:00 | '9999-12-31 23:59:59' | 9999-12-31 23:59:59
            dtm3   | datetime(3)               | '2024-01-01 00:00:00.007' | 2024-01-01 00:00:00.007 | '2024-01-01 00:00:00.7' | 2024-01-01 00:00:00.700
            ts     | timestamp(6) null         | '2024-03-31 00:30:00.000001' | 2024-03-31 00:30:00.000001 | 0 | 0000-00-00 00:00:00.000000
            ts0    | timestamp null            | '1970-01-01 00:00:01' | 1970-01-01 00:00:01 | '2038-01-19 03:14:07' | 2038-01-19 03:14:07
            tm     | time                      | '-838:59:59' | -838:59:59 | '838:59:59' | 838:59:59
            tm6    | time(6)                   | '-00:00:00.000001' | -00:00:00.000001 | '-12:34:56.789' | -12:34:56.789000
            tm1    | time(1)                   | '-01:00:00.5' | -01:00:00.5 | '00:00:00' | 00:00:00.0
            y      | year                      | 0 | 0000 | 2155 | 2155
            c      | char(5)                   | 'a  ' | a | '' | ''
            vc     | varchar(20)               | 'Zürich 🦜  ' | Zürich 🦜·· | '' | ''
            l1     | varchar(20) charset latin1 | 'naïve €' | naïve € | 'é' | é
            sj     | varchar(20) charset sjis  | '日本' | 日本 | 'x' | x
            u2     | varchar(20) charset ucs2  | 'äö' | äö | 'x' | x
            tx     | longtext                  | 'it''s \\\\' | it's \\ | '' | ''
            e      | enum('x','it''s','a,b')   | 'it''s' | it's | 'a,b' | a,b
            st     | set('p','q','r')          | 'q,p' | p,q | '' | ''
            bn     | binary(4)                 | 0x0100 | 01000000 | 0x00000000 | 00000000
            vb     | varbinary(5)              | 0x0100 | 0100 | '' | ''
            bl     | blob                      | 0xDEADBEEF00 | deadbeef00 | '' | ''
            j      | json                      | '{"k": 1, "a": [1.10, null]}' | {"k": 1, "a": [1.10, null]} | 'null' | null
            u      | uuid                      | '123e4567-e89b-12d3-a456-426655440000' | 123e4567-e89b-12d3-a456-426655440000 | '00000000-0000-0000-0000-000000000000' | 00000000-0000-0000-0000-000000000000
            a4     | inet4                     | '192.168.0.0' | 192.168.0.0 | '0.0.0.0' | 0.0.0.0
            a6     | inet6                     | '2001:db8::ff00:42:0' | 2001:db8::ff00:42:0 | '::ffff:1.2.3.4' | ::ffff:1.2.3.4
            b6     | inet6                     | '::' | :: | '1:0:0:2:0:0:0:3' | 1:0:0:2::3
            c6     | inet6                     | '1:2:3:4:5:6:7:0' | 1:2:3:4:5:6:7:: | '::1' | ::1
            d6     | inet6                     | '1:0:2:3:4:5:6:7' | 1::2:3:4:5:6:7 | '1:2:3:4:5:6:7:8' | 1:2:3:4:5:6:7:8
            e6     | inet6                     | '::1.2.3.4' | ::1.2.3.4 | '::1:0:0' | ::1:0:0
            g      | geometry                  | ST_GeomFromText('POINT(1 2)', 4326) | e61000000101000000000000000000f03f0000000000000040 | null |
            stored | int as (i4 div 2) stored  | default | -1073741824 | default | 1073741823
            virt   | int as (i4 div 3) virtual | default | -715827882 | default | 715827882
            hidden | int invisible default 3   | 4 | 4 | default | 3
            """;

    static final List<Sample> ALL = TABLE.lines().map(Sample::parse).toList();

    private ValueSamples() {}

    static String create(String table) {
        return ALL.stream()
                .map(s -> "`" + s.name() + "` " + s.definition())
                .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (id int PRIMARY KEY, ", ")"));
    }

    /** @param which of each column's values, 0 or 1 */
    static String insert(String table, int id, int which) {
        return "INSERT INTO " + table
                + ALL.stream().map(s -> "`" + s.name() + "`").collect(Collectors.joining(", ", " (id, ", ")"))
                + ALL.stream()
                        .map(s -> s.sql().get(which))
                        .collect(Collectors.joining(", ", " VALUES (" + id + ", ", ")"));
    }
}
