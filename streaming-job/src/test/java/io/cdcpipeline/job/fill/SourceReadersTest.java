package io.cdcpipeline.job.fill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceReadersTest {

    @Test
    void withoutABoundATaskIsLeftForTheStream() {
        SourceReaders readers = new SourceReaders(null);

        assertThat(readers.tables()).isEqualTo(3);
        assertThat(readers.ofOne(8)).isEqualTo(7);
        assertThat(readers.ofOne(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 2, 1", "3, 3, 1", "4, 3, 2", "6, 3, 4", "64, 3, 7"})
    void aLargeTableAndTheSmallOnesBesideItStayWithinTheBound(int most, int tables, int ofOne) {
        SourceReaders readers = new SourceReaders(most);

        assertThat(readers.tables()).isEqualTo(tables);
        assertThat(readers.ofOne(8)).isEqualTo(ofOne);
        assertThat(readers.ofOne(8) + readers.tables() - 1).isLessThanOrEqualTo(Math.max(most, 1));
    }
}
