package io.cdcpipeline.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceColumn;
import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.data.SpecialValueDecimal;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextValueTest {

    @Test
    void aTextStaysAndNullStays() {
        assertThat(TextValue.of("a")).isEqualTo("a");
        assertThat(TextValue.of("")).isEmpty();
        assertThat(TextValue.of(null)).isNull();
    }

    @Test
    void anUnchangedLargeValueIsWhatNoTextCanBe() {
        assertThat(TextValue.of(UnchangedToastedReplicationMessageColumn.UNCHANGED_TOAST_VALUE))
                .isEqualTo(SourceColumn.UNCHANGED)
                .isEqualTo("\0");
    }

    @ParameterizedTest
    @CsvSource({"1.500, 1.500", "1E+3, 1000", "1E-20, 0.00000000000000000001"})
    void aNumericThatTheDriverParsedIsPrintedAsPostgresqlDid(BigDecimal parsed, String text) {
        assertThat(TextValue.of(new SpecialValueDecimal(parsed))).isEqualTo(text);
    }

    @Test
    void whatIsNoNumberIsPrintedAsPostgresqlDid() {
        assertThat(TextValue.of(SpecialValueDecimal.NOT_A_NUMBER)).isEqualTo("NaN");
        assertThat(TextValue.of(SpecialValueDecimal.POSITIVE_INF)).isEqualTo("Infinity");
        assertThat(TextValue.of(SpecialValueDecimal.NEGATIVE_INF)).isEqualTo("-Infinity");
    }

    @ParameterizedTest
    @CsvSource({"1234567.5, '$1,234,567.50'", "-0.01, -$0.01", "0, $0.00"})
    void moneyThatTheDriverParsedIsPrintedAsPostgresqlDid(BigDecimal parsed, String text) {
        assertThat(TextValue.of(parsed)).isEqualTo(text);
    }
}
