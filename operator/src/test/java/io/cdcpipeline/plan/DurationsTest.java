package io.cdcpipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"0ms, 0", "500ms, 500", "10s, 10000", "2m, 120000", "1h, 3600000"})
    void aDurationIsMilliseconds(String duration, long millis) {
        assertThat(Durations.millis(duration)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "10", "-1s", "1.5s", "1 s", "1d"})
    void whatIsNoneIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> Durations.millis(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }
}
