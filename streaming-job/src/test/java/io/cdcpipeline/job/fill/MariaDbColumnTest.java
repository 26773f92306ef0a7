package io.cdcpipeline.job.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalogue says of a column, and what is made of it: the type as the stream's events have it, and what to select. */
class MariaDbColumnTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            bigint(20) unsigned            | bigint unsigned    | CAST(`c` AS CHAR)
            int(10) unsigned zerofill      | int unsigned       | CAST(CAST(`c` AS UNSIGNED) AS CHAR)
            decimal(65,30)                 | decimal(65,30)     | CAST(`c` AS CHAR)
            decimal(10,2) unsigned         | decimal(10,2) unsigned | CAST(`c` AS CHAR)
            float(7,3)                     | float              | CAST(CAST(`c` AS DOUBLE) AS CHAR)
            bit(5)                         | bit(5)             | LPAD(BIN(`c`), 5, '0')
            year(4)                        | year               | CAST(`c` AS CHAR)
            datetime(6)                    | datetime(6)        | CAST(`c` AS CHAR)
            time                           | time               | CAST(`c` AS CHAR)
            enum('x','y unsigned (1)')     | enum('x','y unsigned (1)') | CAST(`c` AS CHAR)
            varchar(20)                    | varchar(20)        | `c`
            longtext                       | longtext           | `c`
            varbinary(5)                   | varbinary(5)       | `c`
            varchar(9) /*M!100301 COMPRESSED*/ | varchar(9)     | `c`
            point                          | point              | `c`
            uuid                           | uuid               | CAST(`c` AS CHAR)
            """)
    void aDefinitionIsTheTypeAndTheExpression(String definition, String type, String expression) {
        MariaDbColumn column = MariaDbColumn.of("c", definition);

        assertThat(column.type().name()).isEqualTo(type);
        assertThat(column.expression()).isEqualTo(expression);
    }

    @Test
    void numbersWithAFloatingPointHaveAllTheirDigits() {
        assertThat(new String(MariaDbColumn.of("c", "float").changed("0.10000000149011612")))
                .isEqualTo("0.1");
        assertThat(new String(MariaDbColumn.of("c", "double").changed("1e17"))).isEqualTo("1.0E17");
    }

    @Test
    void aNameMayHaveQuotesOfItsOwn() {
        assertThat(MariaDbColumn.of("odd`name", "text").expression()).isEqualTo("`odd``name`");
    }

    @Test
    void theKeyIsThePrimaryOneElseTheFirstThatHasNoNull() {
        List<String> unique = List.of("by_name", "name", "YES");
        List<String> strict = List.of("by_code", "code", "");
        List<String> part = List.of("by_code", "place", "");

        assertThat(MariaDbTable.key(List.of(unique, strict, part))).containsExactly("code", "place");
        assertThat(MariaDbTable.key(List.of(List.of("PRIMARY", "id", ""), strict)))
                .containsExactly("id");
        assertThat(MariaDbTable.key(List.of(unique))).isEmpty();
    }
}
