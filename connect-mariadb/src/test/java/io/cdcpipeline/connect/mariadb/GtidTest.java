package io.cdcpipeline.connect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GtidTest {

    @Test
    void aPositionHasAllThatIsUpToItWhicheverServerWroteIt() {
        assertThat(Gtid.covers("0-2-9", "0-1-7")).isTrue();
        assertThat(Gtid.covers("0-1-6", "0-1-7")).isFalse();
        assertThat(Gtid.covers("0-1-9,1-1-3", "1-5-3")).isTrue();
        assertThat(Gtid.covers("0-1-9", "1-5-3")).isFalse();
        assertThat(Gtid.covers("", "0-1-1")).isFalse();
        assertThat(Gtid.covers("0-1-1", "")).isTrue();
        assertThat(Gtid.covers("", "")).isTrue();
    }

    @Test
    void rowsAreCountedFromTheTransactionsBeginning() {
        CurrentTransaction transaction = CurrentTransaction.of("GtidTest");
        transaction.start(5);
        transaction.begin(0, 7, false);
        transaction.rows(3);
        assertThat(transaction.order(0)).isEqualTo(1);
        assertThat(transaction.order(2)).isEqualTo(3);
        transaction.rows(2);
        assertThat(transaction.order(1)).isEqualTo(5);
        transaction.begin(0, 8, false);
        transaction.rows(1);
        assertThat(transaction.order(0)).isEqualTo(1);
        assertThat(transaction.number()).isEqualTo(8);
        assertThatThrownBy(() -> transaction.begin(1, 9, false)).hasMessageContaining("domains 0 and 1");
    }
}
