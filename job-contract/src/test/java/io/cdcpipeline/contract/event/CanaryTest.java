package io.cdcpipeline.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CanaryTest {

    @Test
    void itTellsTheSourcesCommitToTheMicrosecond() {
        Canary canary = Canary.ofMicros(1_767_323_045_000_001L);

        assertThat(canary.committed()).isEqualTo(Instant.parse("2026-01-02T03:04:05.000001Z"));
        assertThat(Canary.parse(canary.text().getBytes(StandardCharsets.UTF_8))).isEqualTo(canary);
    }

    @Test
    void aPlainHeartbeatIsNone() {
        assertThat(Canary.parse(null)).isNull();
        assertThat(Canary.parse("1767323045000".getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }
}
