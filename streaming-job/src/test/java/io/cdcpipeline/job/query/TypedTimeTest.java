package io.cdcpipeline.job.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00.5Z",
                "2026-01-31T14:00:00.5+02:00",
                "2026-01-31T12:00:00.5",
                "2026-01-31 12:00:00.500000",
                " 2026-01-31 12:00:00.5 "
            })
    void aTimeWithoutAZoneIsInUtcAsResultsPrintIt(String text) {
        assertThat(TypedTime.parse(text)).isEqualTo(Instant.parse("2026-01-31T12:00:00.500Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "2026-01-31", "12:00", "2026-01-31+12:00:00.5", "2026-02-30T00:00:00Z"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> TypedTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
