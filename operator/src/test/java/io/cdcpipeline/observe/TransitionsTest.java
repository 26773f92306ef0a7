package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.source.ObservedSource;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private CdcPipelineStatus status;

    @Test
    void creationTellsOfEachStageOnce() {
        assertThat(after(waiting())).isEmpty();
        assertThat(after(with(ConditionType.SOURCE_READY, new StageCondition.Ready("Ready", "can be captured"))))
                .containsExactly(PipelineEvent.normal("SourceReady", "Source: can be captured"));
        assertThat(after(with(ConditionType.SOURCE_READY, new StageCondition.Ready("Ready", "can be captured"))))
                .isEmpty();
    }

    @Test
    void failureIsAWarningAndItsRepetitionIsNone() {
        var failed = with(ConditionType.CAPTURING, new StageCondition.Failed("TaskFailed", "password"));

        assertThat(after(failed)).containsExactly(PipelineEvent.warning("TaskFailed", "Capture: password"));
        assertThat(after(failed)).isEmpty();
        assertThat(after(with(ConditionType.CAPTURING, new StageCondition.Failed("TaskFailed", "password, again"))))
                .isEmpty();
        assertThat(after(with(ConditionType.CAPTURING, new StageCondition.Failed("ConnectorFailed", "other"))))
                .hasSize(1);
    }

    @Test
    void recoveryEndsInRunning() {
        after(allReady());
        after(allReadyBut(ConditionType.APPLYING, new StageCondition.Failed("DriverFailed", "x")));

        assertThat(after(allReady()))
                .containsExactly(
                        PipelineEvent.normal("Applying", "Apply: fine"),
                        PipelineEvent.normal("Running", "Changes reach the tables"));
    }

    @Test
    void stageThatStopsBeingReadyIsTold() {
        after(allReady());

        assertThat(after(allReadyBut(ConditionType.KAFKA_READY, new StageCondition.Waiting("Updating", "rolling"))))
                .containsExactly(PipelineEvent.normal("Updating", "Kafka: rolling"));
    }

    @Test
    void suspensionIsNoWarning() {
        after(allReady());

        assertThat(after(allReadyBut(ConditionType.CAPTURING, Suspension.held())))
                .singleElement()
                .satisfies(h -> assertThat(h.warning()).isFalse())
                .satisfies(h -> assertThat(h.reason()).isEqualTo("Suspended"));
    }

    private List<PipelineEvent> after(Map<ConditionType, StageCondition> conditions) {
        CdcPipelineStatus before = status;
        status = StatusBuilder.next(
                new PipelineIdentity(1, "e", "s", "p"),
                new Observation(
                        conditions,
                        new ObservedSource.NotAsked(),
                        new ObservedConnector.NotAsked(),
                        new ObservedJob.NotAsked(),
                        "",
                        null),
                before,
                Instant.EPOCH);
        return Transitions.between(before, status, conditions);
    }

    private static Map<ConditionType, StageCondition> waiting() {
        return all(new StageCondition.Unknown("Waiting", "its turn has not come"));
    }

    private static Map<ConditionType, StageCondition> allReady() {
        return all(new StageCondition.Ready("Ready", "fine"));
    }

    private static Map<ConditionType, StageCondition> with(ConditionType type, StageCondition condition) {
        var conditions = waiting();
        conditions.put(type, condition);
        return conditions;
    }

    private static Map<ConditionType, StageCondition> allReadyBut(ConditionType type, StageCondition condition) {
        var conditions = allReady();
        conditions.put(type, condition);
        return conditions;
    }

    private static Map<ConditionType, StageCondition> all(StageCondition condition) {
        var conditions = new EnumMap<ConditionType, StageCondition>(ConditionType.class);
        for (ConditionType type : ConditionType.values()) {
            conditions.put(type, condition);
        }
        return conditions;
    }
}
