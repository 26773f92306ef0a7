package io.cdcpipeline.job.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.job.state.FilledAt;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a table of MariaDB is cut into statements, and at which place of the log it is read. */
class KeyRangeTest {

    private static final long LARGE = 3 * (64L << 20);

    @Test
    void aSmallTableIsReadByOneStatement() {
        assertThat(wheres(1, 1_000_000, 1 << 20)).containsExactly("");
        assertThat(KeyRange.of("`id`", null, null, LARGE)).hasSize(1);
    }

    @Test
    void rangesOfALargeOneMeetAndTheOuterOnesHaveNoEnd() {
        assertThat(wheres(1, 301, LARGE))
                .containsExactly(" WHERE `id` < 101", " WHERE `id` >= 101 AND `id` < 201", " WHERE `id` >= 201");
    }

    @Test
    void oneKeyIsOneRangeHoweverLargeItsRowIs() {
        assertThat(wheres(7, 7, LARGE)).containsExactly("");
    }

    @Test
    void theLargestKeysHaveNoPlaceInALong() {
        assertThat(KeyRange.of("`id`", BigDecimal.ZERO, new BigDecimal("18446744073709551615"), LARGE))
                .extracting(KeyRange::where)
                .containsExactly(
                        " WHERE `id` < 6148914691236517205",
                        " WHERE `id` >= 6148914691236517205 AND `id` < 12297829382473034410",
                        " WHERE `id` >= 12297829382473034410");
    }

    private static List<String> wheres(long least, long most, long bytes) {
        return KeyRange.of("`id`", BigDecimal.valueOf(least), BigDecimal.valueOf(most), bytes).stream()
                .map(KeyRange::where)
                .toList();
    }

    @Test
    void aPlaceIsTheNumberOfTheLastTransactionThatIsSeen() {
        assertThat(PinnedReader.number("0-1-77")).isEqualTo(77);
        assertThat(PinnedReader.number("")).isZero();
        assertThatThrownBy(() -> PinnedReader.number("0-1-77,1-1-5")).hasMessageContaining("several GTID domains");
    }

    @Test
    void whatComesBehindTheViewIsNotInIt() {
        FilledAt at = FilledAt.ofNumber(77);

        assertThat(at.isBeforeNumber(78)).isTrue();
        assertThat(at.isBeforeNumber(77)).isFalse();
        assertThat(new FilledAt("700:702:", 10, 20).isBeforeNumber(30)).isFalse();
    }
}
