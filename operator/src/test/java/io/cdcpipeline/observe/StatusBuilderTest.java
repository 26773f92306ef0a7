package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.api.RepairMode;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusBuilderTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final PipelineIdentity SHOP = new PipelineIdentity(3, "db:5432/shop", "cdc_shop_1", "cdc_ns_shop");

    @Test
    void pipelineIsReadyWhenEveryStageIs() {
        CdcPipelineStatus status = StatusBuilder.next(SHOP, allReady(), null, NOON);

        assertThat(status.stage()).isEqualTo("Running");
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.conditions())
                .extracting(Condition::getType)
                .containsExactly(
                        "Ready",
                        "SourceReady",
                        "KafkaReady",
                        "ConnectReady",
                        "Capturing",
                        "Applying",
                        "TablesReady",
                        "LabReady");
        assertThat(status.conditions()).extracting(Condition::getStatus).containsOnly("True");
        assertThat(status.conditions())
                .extracting(Condition::getObservedGeneration)
                .containsOnly(3L);
    }

    @Test
    void readyNamesTheFirstStageThatBlocksWithItsReason() {
        var conditions = ready();
        conditions.put(ConditionType.KAFKA_READY, new StageCondition.Failed("NoVersion", "4.9 is unknown"));
        conditions.put(ConditionType.CAPTURING, new StageCondition.Failed("TaskFailed", "no broker"));

        CdcPipelineStatus status = StatusBuilder.next(SHOP, seen(conditions), null, NOON);

        assertThat(status.stage()).isEqualTo("Kafka");
        Condition ready = condition(status, "Ready");
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("NoVersion");
        assertThat(ready.getMessage()).isEqualTo("Kafka: 4.9 is unknown");
    }

    @Test
    void falseBeatsUnknownAndUnknownBeatsTrue() {
        var conditions = ready();
        conditions.put(ConditionType.CONNECT_READY, new StageCondition.Unknown("U", "can't tell"));
        assertThat(condition(StatusBuilder.next(SHOP, seen(conditions), null, NOON), "Ready")
                        .getStatus())
                .isEqualTo("Unknown");

        conditions.put(ConditionType.APPLYING, new StageCondition.Failed("F", "failed"));
        CdcPipelineStatus status = StatusBuilder.next(SHOP, seen(conditions), null, NOON);
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
        assertThat(status.stage()).isEqualTo("Apply");
    }

    @Test
    void tableThatFailedIsNamedWhileThePipelineRuns() {
        var conditions = ready();
        ObservedJob job = Jobs.running(Jobs.table("s.t", TableCondition.FAILED, "append-only"));
        conditions.put(ConditionType.TABLES_READY, condition(((ObservedJob.Seen) job).status()));

        CdcPipelineStatus status = StatusBuilder.next(SHOP, seen(conditions, slot(1, "0/1"), job), null, NOON);

        assertThat(status.stage()).isEqualTo("Running");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
        assertThat(condition(status, "Ready").getReason()).isEqualTo("TablesFailed");
        assertThat(condition(status, "Ready").getMessage()).isEqualTo("1 of 1 tables failed: s.t (append-only)");
        assertThat(condition(status, "Applying").getStatus()).isEqualTo("True");
    }

    @Test
    void incompleteTableIsNamedButThePipelineIsReady() {
        var conditions = ready();
        ObservedJob job = Jobs.running(Jobs.table("s.t", TableCondition.INCOMPLETE, "values missing in [big]"));
        conditions.put(ConditionType.TABLES_READY, condition(((ObservedJob.Seen) job).status()));

        CdcPipelineStatus status = StatusBuilder.next(SHOP, seen(conditions, slot(1, "0/1"), job), null, NOON);

        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(status, "Ready").getMessage())
                .isEqualTo("Changes reach the tables; 1 of 1 tables incomplete: s.t (values missing in [big])");
        assertThat(condition(status, "TablesReady").getReason()).isEqualTo("TablesIncomplete");
    }

    @Test
    void sameSightGivesTheSameStatusHoweverLateItIs() {
        CdcPipelineStatus first = StatusBuilder.next(SHOP, allReady(), null, NOON);

        assertThat(StatusBuilder.next(SHOP, allReady(), first, NOON.plusSeconds(3600)))
                .isEqualTo(first);
    }

    @Test
    void movingPositionsAndCountsChangeNothing() {
        CdcPipelineStatus first =
                StatusBuilder.next(SHOP, seen(ready(), slot(1000, "0/10"), job(0.3, 900)), null, NOON);

        assertThat(StatusBuilder.next(
                        SHOP, seen(ready(), slot(9000, "0/20"), job(0.9, 600)), first, NOON.plusSeconds(9)))
                .isEqualTo(first);
    }

    @Test
    void transitionTimeMovesOnlyWithTheStatus() {
        CdcPipelineStatus first = StatusBuilder.next(SHOP, allReady(), null, NOON);
        var conditions = ready();
        conditions.put(ConditionType.APPLYING, new StageCondition.Ready("RunningWithDeadLetters", "x"));
        conditions.put(ConditionType.CAPTURING, new StageCondition.Failed("TaskFailed", "y"));

        CdcPipelineStatus second = StatusBuilder.next(SHOP, seen(conditions), first, NOON.plusSeconds(60));

        assertThat(condition(second, "Applying").getLastTransitionTime()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(condition(second, "Applying").getReason()).isEqualTo("RunningWithDeadLetters");
        assertThat(condition(second, "Capturing").getLastTransitionTime()).isEqualTo("2026-11-22T12:01:00Z");
        assertThat(condition(second, "Ready").getLastTransitionTime()).isEqualTo("2026-11-22T12:01:00Z");
    }

    @Test
    void whatWasNotLookedAtIsCarriedOver() {
        CdcPipelineStatus first = StatusBuilder.next(SHOP, allReady(), null, NOON);
        var conditions = ready();
        conditions.remove(ConditionType.APPLYING);

        assertThat(condition(StatusBuilder.next(SHOP, seen(conditions), first, NOON), "Applying"))
                .isEqualTo(condition(first, "Applying"));
    }

    @Test
    void suspendedPipelineIsAsItsManifestWantsIt() {
        var conditions = ready();
        conditions.put(ConditionType.CAPTURING, Suspension.held());
        conditions.put(ConditionType.APPLYING, Suspension.held());

        CdcPipelineStatus status = StatusBuilder.next(SHOP, seen(conditions), null, NOON);

        assertThat(status.stage()).isEqualTo("Suspended");
        assertThat(condition(status, "Ready").getReason()).isEqualTo("Suspended");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(status, "Suspended").getStatus()).isEqualTo("True");
        assertThat(Transitions.between(StatusBuilder.next(SHOP, seen(Map.of()), null, NOON), status, conditions))
                .extracting(PipelineEvent::note)
                .doesNotContain("Changes reach the tables");
    }

    @Test
    void firstStatusNamesEveryConditionAndOneThatWasBrokenOffDoes() {
        var source = Map.<ConditionType, StageCondition>of(
                ConditionType.SOURCE_READY, new StageCondition.Waiting("Starting", "PostgreSQL is starting"));

        for (CdcPipelineStatus status : List.of(
                StatusBuilder.next(SHOP, seen(source), null, NOON),
                StatusBuilder.interrupted(null, 3, "the API server does not answer", NOON))) {
            assertThat(status.conditions())
                    .extracting(Condition::getType)
                    .containsExactly(
                            "Ready",
                            "SourceReady",
                            "KafkaReady",
                            "ConnectReady",
                            "Capturing",
                            "Applying",
                            "TablesReady",
                            "Reconciling");
            assertThat(condition(status, "TablesReady").getStatus()).isEqualTo("Unknown");
        }
    }

    @Test
    void whatWaitsForAPersonIsStalledAsReadySaysAndNoLongerWhenItIsMended() {
        var conditions = ready();
        conditions.put(ConditionType.SOURCE_READY, new StageCondition.Failed("WalLevel", "wal_level is 'replica'"));

        CdcPipelineStatus stalled = StatusBuilder.next(SHOP, seen(conditions), null, NOON);

        assertThat(condition(stalled, "Stalled").getStatus()).isEqualTo("True");
        assertThat(condition(stalled, "Stalled").getReason()).isEqualTo("WalLevel");
        assertThat(condition(stalled, "Stalled").getMessage())
                .isEqualTo(condition(stalled, "Ready").getMessage())
                .isEqualTo("Source: wal_level is 'replica'");
        assertThat(StatusBuilder.next(SHOP, allReady(), stalled, NOON).conditions())
                .extracting(Condition::getType)
                .doesNotContain("Stalled", "Reconciling", "Suspended");
    }

    @Test
    void thousandTablesAreBoundedWithTheFailedFirst() {
        TableStatus[] tables = IntStream.range(0, 1000)
                .mapToObj(i -> Jobs.table("s.t%04d".formatted(i), condition(i), "m"))
                .toArray(TableStatus[]::new);
        ObservedJob job = Jobs.running(3, 0.1, 1.0, tables);

        CdcPipelineStatus status = StatusBuilder.next(SHOP, seen(ready(), slot(1, "0/1"), job), null, NOON);

        assertThat(status.tables()).hasSize(100);
        assertThat(status.tables())
                .extracting(io.cdcpipeline.api.TableStatus::name)
                .startsWith("s.t0999", "s.t0500", "s.t0000");
        assertThat(status.apply().tables()).isEqualTo(1000);
        assertThat(status.apply().deadLetters()).isEqualTo(3);
    }

    @Test
    void silentJobKeepsItsTablesButClaimsNoLag() {
        CdcPipelineStatus first = StatusBuilder.next(SHOP, allReady(), null, NOON);
        var silent = new Observation(
                ready(),
                slot(1, "0/1"),
                new ObservedConnector.Unreachable("x"),
                new ObservedJob.Unreachable("y"),
                "app-1",
                null);

        CdcPipelineStatus second = StatusBuilder.next(SHOP, silent, first, NOON);

        assertThat(second.tables()).isEqualTo(first.tables());
        assertThat(second.apply().lag()).isNull();
        assertThat(second.capture()).isEqualTo(first.capture());
    }

    private static Observation allReady() {
        return seen(ready());
    }

    private static Observation seen(Map<ConditionType, StageCondition> conditions) {
        return seen(conditions, slot(5000, "0/1"), job(0.5, 100));
    }

    private static Observation seen(
            Map<ConditionType, StageCondition> conditions, ObservedSource source, ObservedJob job) {
        var connector =
                new ObservedConnector.Seen("RUNNING", "", List.of(new ObservedConnector.Task(0, "RUNNING", "")));
        return new Observation(conditions, source, connector, job, "app-1", null);
    }

    private static ObservedSource slot(long retained, String lsn) {
        return new ObservedSource.Seen(List.of(), List.of("s.t"), new ObservedSlot.Present(true, retained, lsn, null));
    }

    private static ObservedJob job(double lag, double rate) {
        return Jobs.running(0, lag, rate, Jobs.table("s.t", TableCondition.LIVE, null));
    }

    private static TableCondition condition(int table) {
        return switch (table) {
            case 999 -> TableCondition.FAILED;
            case 500 -> TableCondition.INCOMPLETE;
            default -> TableCondition.LIVE;
        };
    }

    private static Map<ConditionType, StageCondition> ready() {
        var conditions = new EnumMap<ConditionType, StageCondition>(ConditionType.class);
        for (ConditionType type : ConditionType.values()) {
            conditions.put(type, new StageCondition.Ready("Ready", type.stage() + " is ready"));
        }
        return conditions;
    }

    private static Condition condition(CdcPipelineStatus status, String type) {
        return Conditions.find(status.conditions(), type).orElseThrow();
    }

    private static StageCondition condition(JobStatus job) {
        return TableConditions.of(job, List.of(), RepairMode.AUTOMATIC);
    }
}
