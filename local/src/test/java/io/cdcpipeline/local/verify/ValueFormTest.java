package io.cdcpipeline.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
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
        assertThat(form.ofSource(source)).isEqualTo(form.ofLake(TextNode.valueOf(lake)));
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
        assertThat(form.ofSource(source)).isNotEqualTo(form.ofLake(TextNode.valueOf(lake)));
    }

    @Test
    void digitsOfADecimalArriveFromTheLake() {
        assertThat(ValueForm.NUMBER.ofLake(DecimalNode.valueOf(new BigDecimal("1.500"))))
                .isEqualTo("1.500");
    }

    @Test
    void nullIsNoText() {
        assertThat(ValueForm.TEXT.ofLake(NullNode.instance)).isNull();
        assertThat(ValueForm.TEXT.ofSource(null)).isNull();
        assertThat(ValueForm.TEXT.ofSource("")).isEmpty();
    }

    @Test
    void textsSortByTheirBytesAsBothSidesDo() {
        assertThat(ValueForm.TEXT.compare("Z", "a")).isNegative();
        assertThat(ValueForm.TEXT.compare("z", "ä")).isNegative();
        // Java's own order has these two the other way round: it compares UTF-16.
        assertThat(ValueForm.TEXT.compare("\uFF5E", "🦜")).isNegative();
    }

    @Test
    void numbersSortByTheirValue() {
        assertThat(ValueForm.NUMBER.compare("9", "10")).isNegative();
        assertThat(ValueForm.NUMBER.compare("-9", "-10")).isPositive();
        assertThat(ValueForm.DOUBLE.compare("Infinity", "NaN")).isNegative();
    }
}
