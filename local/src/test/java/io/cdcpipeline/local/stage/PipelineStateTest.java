package io.cdcpipeline.local.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.plan.StageName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PipelineStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void pipelineIsReadyWhenAllStagesAre() {
        PipelineState state = PipelineState.fresh(1, NOW);
        for (StageName stage : StageName.values()) {
            assertThat(state.isReady()).isFalse();
            state = state.with(StageEvent.ready(stage, "runs"), NOW);
        }
        assertThat(state.isReady()).isTrue();
    }

    @Test
    void suspendedStageCountsAsReady() {
        PipelineState state = PipelineState.fresh(1, NOW);
        for (StageName stage : StageName.values()) {
            state = state.with(new StageEvent(stage, StageState.SUSPENDED, ""), NOW);
        }
        assertThat(state.isReady()).isTrue();
    }

    @Test
    void pipelineThatGaveUpIsNotReady() {
        PipelineState state = PipelineState.fresh(1, NOW);
        for (StageName stage : StageName.values()) {
            state = state.with(StageEvent.ready(stage, "runs"), NOW);
        }
        assertThat(state.failed("disk full").isReady()).isFalse();
    }

    @Test
    void messageMayChangeWithoutANewState() {
        PipelineState first = PipelineState.fresh(1, NOW).with(StageEvent.starting(StageName.SOURCE, "a"), NOW);
        PipelineState second = first.with(StageEvent.starting(StageName.SOURCE, "b"), NOW.plusSeconds(5));

        assertThat(second.stage(StageName.SOURCE).since()).isEqualTo(NOW);
        assertThat(second.stage(StageName.SOURCE).message()).isEqualTo("b");
        assertThat(second.with(StageEvent.starting(StageName.SOURCE, "b"), NOW.plusSeconds(9)))
                .isSameAs(second);
    }

    @Test
    void firstBlockedStageIsNamed() {
        PipelineState state = PipelineState.fresh(1, NOW)
                .with(new StageEvent(StageName.CAPTURE, StageState.BLOCKED, "later"), NOW)
                .with(new StageEvent(StageName.SOURCE, StageState.BLOCKED, "first"), NOW);

        assertThat(state.blocked()).map(StageStatus::message).contains("first");
    }
}
