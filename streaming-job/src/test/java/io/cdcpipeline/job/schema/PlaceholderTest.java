package io.cdcpipeline.job.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    private final Placeholder placeholder = new Placeholder("__ab__");

    /** The forms of Debezium's {@code UnchangedToastedPlaceholder}: text, bytes, lists of them, of integers, uuids, hstore. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "__ab__",
                "X19hYl9f",
                "[\"__ab__\"]",
                "[\"X19hYl9f\"]",
                "[95,95,97,98,95,95]",
                "[\"{uuid}\"]",
                "{\"__ab__\":\"__ab__\"}"
            })
    void isKnownInEachForm(String form) {
        UUID uuid = UUID.nameUUIDFromBytes("__ab__".getBytes(StandardCharsets.UTF_8));
        String wanted = form.replace("{uuid}", uuid.toString());
        assertThat(placeholder.is(wanted)).isTrue();
        assertThat(placeholder.mayBe(wanted.length())).isTrue();
    }

    @Test
    void isNothingElse() {
        assertThat(placeholder.is("__ab__ ")).isFalse();
        assertThat(placeholder.is("[]")).isFalse();
        assertThat(placeholder.mayBe(1)).isFalse();
    }
}
