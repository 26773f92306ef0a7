package io.cdcpipeline.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {

    private final Rate rate = new Rate(Duration.ofSeconds(10));

    @Test
    void eventsCountWhileTheyAreInTheWindow() {
        rate.add(Instant.ofEpochSecond(100), 50);
        rate.add(Instant.ofEpochSecond(105), 50);
        assertThat(rate.perSecond(Instant.ofEpochSecond(106))).isEqualTo(10.0);
        assertThat(rate.perSecond(Instant.ofEpochSecond(112))).isEqualTo(5.0);
        assertThat(rate.perSecond(Instant.ofEpochSecond(120))).isZero();
    }
}
