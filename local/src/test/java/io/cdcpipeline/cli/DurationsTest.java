package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    @Test
    void unitsAreThoseOfKubectl() {
        assertThat(new Durations().convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(new Durations().convert("60s")).isEqualTo(Duration.ofMinutes(1));
        assertThat(new Durations().convert("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(new Durations().convert("1h")).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "-1s", "1d", "1.5s", "99999999999s"})
    void restIsRefused(String text) {
        assertThatThrownBy(() -> new Durations().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
