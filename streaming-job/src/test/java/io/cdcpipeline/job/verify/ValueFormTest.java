package io.cdcpipeline.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormTest {

    @ParameterizedTest
    @CsvSource({
        "FLOAT, 3.4028235e+38, 3.4028235E38",
        "FLOAT, 0.1, 0.1",
        "DOUBLE, 1e-300, 1.0E-300",
        "DOUBLE, NaN, NaN",
        "DOUBLE, -Infinity, -Infinity",
        "BOOLEAN, t, true",
        "BOOLEAN, f, false",
        "INTERVAL, P1Y2M3DT4H5M6.7S, P1Y2M3DT4H5M6.700000S",
        "INTERVAL, PT0S, P0Y0M0DT0H0M0S",
        "INTERVAL, P-1Y-2M3DT-4H-5M-6S, P0Y-14M3DT-4H-5M-6S",
        "NUMBER, 1.50, 1.50"
    })
    void equalValuesHaveOneForm(ValueForm form, String source, String lake) {
        assertThat(form.of(source)).isEqualTo(form.of(lake));
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT, 0.1, 0.10000001",
        "DOUBLE, 0, -0",
        "NUMBER, 1.5, 1.50",
        "TEXT, a, 'a '",
        "INTERVAL, P1M, P30D",
        "INTERVAL, P1D, PT24H",
        "JSON, '[1]', '[\"1\"]'"
    })
    void differentValuesHaveNot(ValueForm form, String source, String lake) {
        assertThat(form.of(source)).isNotEqualTo(form.of(lake));
    }

    @Test
    void nullIsNoText() {
        assertThat(ValueForm.TEXT.ofAny(null)).isNull();
        assertThat(ValueForm.TEXT.ofAny("")).isEmpty();
    }
}
