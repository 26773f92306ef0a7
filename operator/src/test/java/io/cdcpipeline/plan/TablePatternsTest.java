package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    @Test
    void boundedPatternsMatchTheSameNames() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            List<String> patterns = List.of(word(random, "ab.*?*"), "!" + word(random, "ab.*?*"));
            String name = word(random, "aab.");
            assertThat(TablePatterns.bounded(patterns).matcher(name).matches())
                    .as("%s on %s", patterns, name)
                    .isEqualTo(Pattern.matches(TablePatterns.regex(patterns), name));
        }
    }

    private static String word(Random random, String letters) {
        return random.ints(random.nextInt(1, 9), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /** Who may write a manifest, and name a table in a database of his, would stop the operator for everybody. */
    @Test
    void manyWildcardsTakeNoLongerWhateverATableIsCalled() {
        Pattern bomb = TablePatterns.bounded(List.of("*a".repeat(60) + "*b", "!" + "*a".repeat(60) + "*c"));
        String name = "a".repeat(63) + "." + "a".repeat(63);

        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(30), () -> bomb.matcher(name).matches()))
                .isFalse();
    }

    /** As Debezium 3.7 does it: ignoring case, and the whole name. */
    private static boolean captured(String table, String... patterns) {
        return Pattern.compile(TablePatterns.regex(List.of(patterns)), Pattern.CASE_INSENSITIVE)
                .matcher(table)
                .matches();
    }
}
