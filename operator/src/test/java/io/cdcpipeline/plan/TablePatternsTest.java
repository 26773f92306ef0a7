package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePatternsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inventory.*       | inventory.customers | true
            inventory.*       | inventory.a.b       | true
            inventory.*       | inventory_old.t     | false
            inventory.order_? | inventory.order_1   | true
            inventory.order_? | inventory.order_12  | false
            *.*               | a.b                 | true
            a.Orders          | a.orders            | false
            a.b-c             | a.b-c               | true
            a.b-c             | a.bxc               | false
            a.b+c$            | a.b+c$              | true
            größe.straße      | größe.straße        | true
            a.b c             | a.b c               | true
            a.[b]             | a.[b]               | true
            a.[b]             | a.b                 | false
            """)
    void aPatternMatchesWhatItSays(String pattern, String table, boolean matches) {
        assertThat(captured(table, pattern)).isEqualTo(matches);
    }

    @Test
    void anExclusionWinsWhereverItStands() {
        assertThat(captured("a.audit_1", "!a.audit_*", "a.*")).isFalse();
        assertThat(captured("a.audit_1", "a.*", "!a.audit_*")).isFalse();
        assertThat(captured("a.audits", "a.*", "!a.audit")).isTrue();
        assertThat(captured("a.b", "a.*", "!a.audit_*", "!b.*")).isTrue();
    }

    @Test
    void aCommaInANameDoesNotSplitTheList() {
        assertThat(TablePatterns.regex(List.of("a.b,c"))).doesNotContain(",");
        assertThat(captured("a.b,c", "a.b,c")).isTrue();
    }

    /** As Debezium 3.7 does it: ignoring case, and the whole name. */
    private static boolean captured(String table, String... patterns) {
        return Pattern.compile(TablePatterns.regex(List.of(patterns)), Pattern.CASE_INSENSITIVE)
                .matcher(table)
                .matches();
    }
}
