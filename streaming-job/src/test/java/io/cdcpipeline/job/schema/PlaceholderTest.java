package io.cdcpipeline.job.schema;

import static org.assertj.core.api.Assertions.assertThat;

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
                "[\"80ee2ff5-a7d7-3c1a-b0ff-2d1d3a2c9bd5\"]",
                "{\"__ab__\":\"__ab__\"}"
            })
    void isKnownInEachForm(String form) {
        String uuid = java.util.UUID.nameUUIDFromBytes("__ab__".getBytes()).toString();
        String wanted = form.replace("80ee2ff5-a7d7-3c1a-b0ff-2d1d3a2c9bd5", uuid);
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
