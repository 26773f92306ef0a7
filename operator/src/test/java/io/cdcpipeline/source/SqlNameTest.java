package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "orders|orders|orders",
                "Orders|\"Orders\"|Orders",
                "2026|\"2026\"|2026",
                "a b|\"a b\"|`a b`",
                "a\"b`c|\"a\"\"b`c\"|`a\"b``c`",
                "x; DROP TABLE y; --|\"x; DROP TABLE y; --\"|`x; DROP TABLE y; --`"
            })
    void whatIsNotPlainIsQuoted(String name, String postgres, String mariadb) {
        assertThat(SqlName.ofPostgres(name)).isEqualTo(postgres);
        assertThat(SqlName.ofMariaDb(name)).isEqualTo(mariadb);
    }

    @Test
    void aLineBreakStaysWithinTheQuotes() {
        assertThat(SqlName.ofPostgres("a\nb")).isEqualTo("\"a\nb\"");
    }
}
