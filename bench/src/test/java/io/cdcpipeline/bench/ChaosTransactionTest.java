package io.cdcpipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChaosTransactionTest {

    @Test
    void aTransactionFollowsFromItsNumberSoThatItCanBeRepeated() {
        assertThat(ChaosTransaction.of(1400)).isEqualTo(ChaosTransaction.of(1400));
    }

    @Test
    void itsLogTellsWhatItDoesToTheChangelogsTable() {
        assertThat(ChaosTransaction.of(8).orders()).containsExactly("insert|8|new|8", "update|5|paid|5", "delete|1||");
        assertThat(ChaosTransaction.of(2).orders()).containsExactly("insert|2|new|2");
    }

    @Test
    void nowAndThenColumnsComeAndGoAndATableIsEmptied() {
        assertThat(ChaosTransaction.of(600).sql())
                .contains(
                        "ALTER TABLE chaos.moves ADD COLUMN c3 int DEFAULT 3",
                        "ALTER TABLE chaos.moves RENAME COLUMN c2 TO d2",
                        "ALTER TABLE chaos.moves DROP COLUMN d1");
        assertThat(ChaosTransaction.of(700).sql()).contains("TRUNCATE chaos.lines");
        assertThat(ChaosTransaction.of(701).sql()).noneMatch(s -> s.startsWith("ALTER") || s.startsWith("TRUNCATE"));
    }
}
