package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.local.stage.PipelineState;
import io.cdcpipeline.local.stage.StageState;
import io.cdcpipeline.local.stage.StageStatus;
import io.cdcpipeline.plan.StageName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StageProgressTest {

    private static final Instant START = Instant.parse("2024-02-29T12:00:00Z");

    @Test
    void readyStageHasTheTimeThatItTook() {
        assertThat(line(StageState.READY, "PostgreSQL 17")).isEqualTo("source   Ready       3.5 s  PostgreSQL 17");
    }

    @Test
    void stoppedStageHasNoTime() {
        assertThat(line(StageState.STOPPED, "")).isEqualTo("source   Stopped");
    }

    private static String line(StageState stage, String message) {
        return StageProgress.line(
                PipelineState.fresh(1, START),
                new StageStatus(StageName.SOURCE, stage, message, START.plusMillis(3500)));
    }
}
