package io.cdcpipeline.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.CdcPipelineStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void newPipelineIsLookedAtSoon() {
        assertThat(delay(new CdcPipeline(), Duration.ZERO)).contains(Duration.ofSeconds(2));
    }

    @Test
    void waitGrowsWithTheTroubleAndHasAnEnd() {
        assertThat(delay(since("False"), Duration.ofSeconds(1))).contains(Duration.ofSeconds(2));
        assertThat(delay(since("False"), Duration.ofSeconds(40))).contains(Duration.ofSeconds(10));
        assertThat(delay(since("Unknown"), Duration.ofDays(400))).contains(Duration.ofMinutes(1));
    }

    @Test
    void clockThatWasSetBackDoesNoHarm() {
        assertThat(delay(since("False"), Duration.ofHours(-5))).contains(Duration.ofSeconds(2));
    }

    @Test
    void readyPipelineNeedsNone() {
        assertThat(delay(since("True"), Duration.ofHours(1))).isEmpty();
    }

    private static Optional<Duration> delay(CdcPipeline pipeline, Duration later) {
        return Backoff.of(pipeline, NOON.plus(later), Duration.ofSeconds(2), Duration.ofMinutes(1));
    }

    private static CdcPipeline since(String status) {
        var pipeline = new CdcPipeline();
        pipeline.setStatus(new CdcPipelineStatus(
                1L,
                "x",
                List.of(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus(status)
                        .withLastTransitionTime(NOON.toString())
                        .build()),
                null,
                null,
                null,
                null,
                null));
        return pipeline;
    }
}
