package io.cdcpipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

    private final Distribution hundred = Distribution.of(
            LongStream.rangeClosed(1, 100).map(n -> (101 - n) * 1_000_000).toArray());

    @Test
    void aPercentileIsAValueThatWasSeen() {
        assertThat(hundred.millis(50)).isEqualTo(50);
        assertThat(hundred.millis(99)).isEqualTo(99);
        assertThat(hundred.millis(100)).isEqualTo(100);
    }

    @Test
    void oneValueIsEveryPercentile() {
        assertThat(Distribution.of(new long[] {7_000_000}).millis(1)).isEqualTo(7);
    }
}
