package io.cdcpipeline.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code pg_current_snapshot()} prints, and which transactions it means. */
class VisibleTransactionsTest {

    @ParameterizedTest
    @CsvSource({
        "99, true",
        "100, false",
        "101, true",
        "102, false",
        "103, true",
        "104, false",
        "105, false",
        "3, true",
    })
    void betweenItsBoundsThoseThatWereNotInProgressAreSeen(long transaction, boolean seen) {
        assertThat(VisibleTransactions.parse("100:104:100,102").contains(transaction))
                .isEqualTo(seen);
    }

    @Test
    void nothingIsInProgressInAnIdleDatabase() {
        VisibleTransactions idle = VisibleTransactions.parse("748:748:");

        assertThat(idle.contains(747)).isTrue();
        assertThat(idle.contains(748)).isFalse();
    }

    /** The log has 32 bits of a number of 64. */
    @Test
    void idsOfTheLogBeginAnewAndAreTakenForTheNearest() {
        long epoch = 1L << 32;
        VisibleTransactions wrapped = VisibleTransactions.parse((epoch + 5) + ":" + (epoch + 9) + ":" + (epoch + 7));

        assertThat(wrapped.contains(6)).isTrue();
        assertThat(wrapped.contains(7)).isFalse();
        assertThat(wrapped.contains(9)).isFalse();
        assertThat(wrapped.contains(4_294_967_290L)).isTrue();

        VisibleTransactions atTheEnd = VisibleTransactions.parse((epoch - 3) + ":" + (epoch - 1) + ":" + (epoch - 2));
        assertThat(atTheEnd.contains(4_294_967_294L)).isFalse();
        assertThat(atTheEnd.contains(4_294_967_293L)).isTrue();
        assertThat(atTheEnd.contains(3)).isFalse();
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> VisibleTransactions.parse("100:104")).hasMessageContaining("'100:104'");
    }
}
