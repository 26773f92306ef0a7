package io.cdcpipeline.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartDelayTest {

    @Test
    void firstStartWaitsForNothing() {
        assertThat(new RestartDelay().remaining()).isZero();
        assertThat(new RestartDelay().isOver()).isTrue();
    }

    @Test
    void pauseGrowsWithEachFailureUpToAMinute() {
        RestartDelay delay = new RestartDelay();
        Duration last = Duration.ZERO;
        for (int i = 0; i < 7; i++) {
            delay.failed();
            assertThat(delay.remaining()).isGreaterThan(last);
            last = delay.remaining();
        }
        delay.failed();
        assertThat(delay.remaining()).isBetween(Duration.ofSeconds(59), Duration.ofMinutes(1));
    }

    @Test
    void shortSuccessForgetsNothing() {
        RestartDelay delay = new RestartDelay();
        delay.failed();
        delay.succeeded();
        delay.failed();

        assertThat(delay.remaining()).isGreaterThan(Duration.ofMillis(1_500));
    }
}
