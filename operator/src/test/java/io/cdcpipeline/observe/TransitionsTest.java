package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.source.SourceSight;
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
        assertThat(after(with(ConditionType.SOURCE_READY, new Standing.Ready("Ready", "can be captured"))))
                .containsExactly(Happening.normal("SourceReady", "Source: can be captured"));
        assertThat(after(with(ConditionType.SOURCE_READY, new Standing.Ready("Ready", "can be captured"))))
                .isEmpty();
    }

    @Test
    void failureIsAWarningAndItsRepetitionIsNone() {
        var failed = with(ConditionType.CAPTURING, new Standing.Failed("TaskFailed", "password"));

        assertThat(after(failed)).containsExactly(Happening.warning("TaskFailed", "Capture: password"));
        assertThat(after(failed)).isEmpty();
        assertThat(after(with(ConditionType.CAPTURING, new Standing.Failed("TaskFailed", "password, again"))))
                .isEmpty();
        assertThat(after(with(ConditionType.CAPTURING, new Standing.Failed("ConnectorFailed", "other"))))
                .hasSize(1);
    }

    @Test
    void recoveryEndsInRunning() {
        after(allReady());
        after(allReadyBut(ConditionType.APPLYING, new Standing.Failed("DriverFailed", "x")));

        assertThat(after(allReady()))
                .containsExactly(
                        Happening.normal("Applying", "Apply: fine"),
                        Happening.normal("Running", "Changes reach the tables"));
    }

    @Test
    void stageThatStopsBeingReadyIsTold() {
        after(allReady());

        assertThat(after(allReadyBut(ConditionType.KAFKA_READY, new Standing.Waiting("Updating", "rolling"))))
                .containsExactly(Happening.normal("Updating", "Kafka: rolling"));
    }

    @Test
    void suspensionIsNoWarning() {
        after(allReady());

        assertThat(after(allReadyBut(ConditionType.CAPTURING, Suspension.held())))
                .singleElement()
                .satisfies(h -> assertThat(h.warning()).isFalse())
                .satisfies(h -> assertThat(h.reason()).isEqualTo("Suspended"));
    }

    private List<Happening> after(Map<ConditionType, Standing> standings) {
        CdcPipelineStatus before = status;
        status = StatusOf.next(
                new Subject(1, "e", "s", "p"),
                new Observation(
                        standings,
                        new SourceSight.NotAsked(),
                        new ConnectorSight.NotAsked(),
                        new JobSight.NotAsked(),
                        ""),
                before,
                Instant.EPOCH);
        return Transitions.between(before, status, standings);
    }

    private static Map<ConditionType, Standing> waiting() {
        return all(new Standing.Unknown("Waiting", "its turn has not come"));
    }

    private static Map<ConditionType, Standing> allReady() {
        return all(new Standing.Ready("Ready", "fine"));
    }

    private static Map<ConditionType, Standing> with(ConditionType type, Standing standing) {
        var standings = waiting();
        standings.put(type, standing);
        return standings;
    }

    private static Map<ConditionType, Standing> allReadyBut(ConditionType type, Standing standing) {
        var standings = allReady();
        standings.put(type, standing);
        return standings;
    }

    private static Map<ConditionType, Standing> all(Standing standing) {
        var standings = new EnumMap<ConditionType, Standing>(ConditionType.class);
        for (ConditionType type : ConditionType.values()) {
            standings.put(type, standing);
        }
        return standings;
    }
}
