package io.cdcpipeline.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {

    /** As {@code source.sequence} looks: a text with a list of two texts, the first of them null at first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"22241088\",\"22241144\"] | 22241088",
                "[null,\"22241144\"] | 0",
                "[\"0\",\"1\"] | 0",
                "[\"9223372036854775807\",\"1\"] | 9223372036854775807",
                " | 0"
            })
    void theFirstNumberIsTheLastCommit(String sequence, long expected) {
        assertThat(Envelope.commitLsn(sequence)).isEqualTo(expected);
    }
}
