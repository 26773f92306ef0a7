package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.api.RepairMode;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableConditionsTest {

    @Test
    void threeFailedTablesAreNamedAndTheRestIsCounted() {
        TableStatus[] tables = IntStream.range(0, 5)
                .mapToObj(i -> Jobs.table("s.t" + i, TableCondition.FAILED, "no rights\nat io.delta.X"))
                .toArray(TableStatus[]::new);

        assertThat(condition(job(tables)))
                .isEqualTo(new StageCondition.Failed(
                        "TablesFailed",
                        "5 of 5 tables failed: s.t0 (no rights), s.t1 (no rights), s.t2 (no rights), and 2 more"));
    }

    @Test
    void longReasonIsShortened() {
        String message = condition(job(Jobs.table("s.a", TableCondition.FAILED, "x".repeat(5000))))
                .message();

        assertThat(message).hasSizeLessThan(200).endsWith("x…)");
    }

    @Test
    void failedTableIsNamedBeforeTheIncompleteOneAndOneThatIsGoneDoesNotCount() {
        assertThat(condition(job(
                                Jobs.table("s.a", TableCondition.INCOMPLETE, null),
                                Jobs.table("s.b", TableCondition.FAILED, "y"),
                                Jobs.table("s.c", TableCondition.GONE, null),
                                Jobs.table("s.d", TableCondition.LIVE, null)))
                        .message())
                .isEqualTo("1 of 3 tables failed: s.b (y); 1 of 3 tables incomplete: s.a");
    }

    @Test
    void tablesThatAreWellAreReady() {
        assertThat(condition(job(Jobs.table("s.a", TableCondition.SNAPSHOT, null))))
                .isInstanceOf(StageCondition.Ready.class);
    }

    @Test
    void eachTableThatFailsOrRecoversIsTold() {
        CdcPipelineStatus well = status(Jobs.table("s.a", TableCondition.LIVE, null));
        CdcPipelineStatus failed = status(
                Jobs.table("s.a", TableCondition.FAILED, "no rights"), Jobs.table("s.b", TableCondition.LIVE, null));

        assertThat(TableTransitions.between(well, failed))
                .containsExactly(PipelineEvent.warning("TableFailed", "Table s.a failed: no rights"));
        assertThat(TableTransitions.between(failed, failed)).isEmpty();
        assertThat(TableTransitions.between(failed, well))
                .containsExactly(PipelineEvent.normal("TableRecovered", "Table s.a is kept up to date again"));
        assertThat(TableTransitions.between(null, failed)).hasSize(1);
    }

    @Test
    void manyTablesThatFailAtOnceAreCounted() {
        TableStatus[] tables = IntStream.range(0, 40)
                .mapToObj(i -> Jobs.table("s.t" + i, TableCondition.FAILED, "no disk"))
                .toArray(TableStatus[]::new);

        assertThat(TableTransitions.between(null, status(tables)))
                .hasSize(11)
                .last()
                .isEqualTo(PipelineEvent.warning("TableFailed", "30 more tables failed"));
    }

    private static CdcPipelineStatus status(TableStatus... tables) {
        return new CdcPipelineStatus(null, null, null, null, null, null, TableConditions.list(job(tables)), null);
    }

    private static JobStatus job(TableStatus... tables) {
        return ((ObservedJob.Seen) Jobs.running(tables)).status();
    }

    @Test
    void tablesThatCameAfterTheSnapshotAreNamed() {
        StageCondition condition = TableConditions.of(
                job(Jobs.table("s.a", TableCondition.LIVE, null)), List.of("s.late", "s.later"), RepairMode.AUTOMATIC);
        assertThat(condition.ready()).isTrue();
        assertThat(condition.reason()).isEqualTo("TablesIncomplete");
        assertThat(condition.message())
                .startsWith(
                        "s.late, s.later came to spec.tables after the snapshot, and rows from before are not in the lake")
                .contains("a CdcOperation of kind Snapshot brings them");
    }

    private static StageCondition condition(JobStatus job) {
        return TableConditions.of(job, List.of(), RepairMode.AUTOMATIC);
    }

    @Test
    void tablesThatAreFilledAreNamedAndThePipelineIsReady() {
        StageCondition condition = TableConditions.of(
                job(Jobs.table("s.a", TableCondition.FILLING, null), Jobs.table("s.b", TableCondition.LIVE, null)),
                List.of(),
                RepairMode.AUTOMATIC);

        assertThat(condition).isInstanceOfSatisfying(StageCondition.Ready.class, ready -> {
            assertThat(ready.reason()).isEqualTo("TablesFilling");
            assertThat(ready.message()).isEqualTo("1 of 2 tables are being filled from the source: s.a");
        });
    }

    @Test
    void incompleteTableWaitsForAPersonWhereTheManifestSaysSo() {
        JobStatus job = job(Jobs.table("s.a", TableCondition.INCOMPLETE, "the slot was lost"));

        assertThat(TableConditions.of(job, List.of(), RepairMode.MANUAL))
                .isEqualTo(new StageCondition.Failed(
                        "RepairNeeded",
                        "1 of 1 tables incomplete: s.a (the slot was lost); spec.repair.mode is Manual: a CdcOperation"
                                + " with a snapshot of such a table fills it"));
        assertThat(TableConditions.of(job, List.of(), RepairMode.AUTOMATIC).ready())
                .isTrue();
    }
}
