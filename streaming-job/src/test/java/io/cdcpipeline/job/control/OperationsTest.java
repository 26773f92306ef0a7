package io.cdcpipeline.job.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.OperationPhase;
import io.cdcpipeline.contract.OperationRequest;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.job.lake.TableId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of operations that are asked for; each runs until the test lets it end. */
class OperationsTest {

    private final HeldRunner fills = new HeldRunner(false);
    private final HeldRunner compactions = new HeldRunner(true);
    private final Operations operations =
            new Operations(Map.of(OperationKind.SNAPSHOT, fills, OperationKind.COMPACT, compactions));

    @AfterEach
    void stop() {
        operations.close();
    }

    @Test
    void anOperationRunsAndTellsHowFarItIsAndWhatCameOfIt() throws Exception {
        assertThat(snapshot("a", "s.t", "s.u").phase()).isEqualTo(OperationPhase.RUNNING);
        HeldRunner.Held held = fills.next();
        assertThat(held.tables()).containsExactly(new TableId("s", "t"), new TableId("s", "u"));
        held.run().progress(1, 2, "s.u: 40 % read");

        assertThat(status("a").done()).isEqualTo(1);
        assertThat(status("a").total()).isEqualTo(2);
        assertThat(status("a").unit()).isEqualTo("tables");
        assertThat(status("a").message()).isEqualTo("s.u: 40 % read");
        held.end(new OperationResult(true, "7 rows"));
        OperationStatus last = ended("a");
        assertThat(last.phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(last.result()).isEqualTo("7 rows");
        assertThat(last.message()).isNull();
        assertThat(last.ended()).isGreaterThanOrEqualTo(last.started());
    }

    @Test
    void theSameRequestIsCarriedOutOnce() throws Exception {
        snapshot("a", "s.t");
        snapshot("a", "s.t");
        fills.next().end(new OperationResult(true, "done"));
        ended("a");

        assertThat(snapshot("a", "s.t").phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(fills.begun()).isEqualTo(1);
        assertThat(operations.statuses()).hasSize(1);
    }

    @Test
    void anIdIsOneOperationsOnly() throws Exception {
        snapshot("a", "s.t");

        assertThatThrownBy(() -> snapshot("a", "s.u"))
                .isInstanceOf(OperationRefusedException.class)
                .hasMessage("id: a is a Snapshot of [s.t]; choose another id");
    }

    @Test
    void theSecondOperationOnATableWaitsForTheFirst() throws Exception {
        snapshot("first", "s.t");
        HeldRunner.Held first = fills.next();
        OperationStatus second = ask("second", OperationKind.COMPACT, "s.u", "s.t");
        OperationStatus other = snapshot("other", "s.v");

        assertThat(second.phase()).isEqualTo(OperationPhase.PENDING);
        assertThat(second.message()).isEqualTo("waits for Snapshot first, which comes first for table s.t");
        assertThat(other.phase()).isEqualTo(OperationPhase.RUNNING);
        first.end(new OperationResult(true, "done"));
        ended("first");
        assertThat(compactions.next().tables()).hasSize(2);
        assertThat(status("second").phase()).isEqualTo(OperationPhase.RUNNING);
    }

    @Test
    void anOperationOnAllTablesWaitsForEachAndLetsNoneBeginBeforeIt() throws Exception {
        snapshot("one", "s.t");
        assertThat(ask("all", OperationKind.COMPACT).message()).contains("waits for Snapshot one");
        assertThat(snapshot("later", "s.u").message()).contains("waits for Compact all");
    }

    @Test
    void aKindThatRunsAloneRunsOneAfterAnother() throws Exception {
        ask("one", OperationKind.COMPACT, "s.t");

        assertThat(ask("two", OperationKind.COMPACT, "s.u").message()).isEqualTo("waits for Compact one");
    }

    @Test
    void whatFailsSaysWhyAndTheNextOneGoesOn() throws Exception {
        snapshot("a", "s.t");
        snapshot("b", "s.t");
        fills.next().fail(new IllegalStateException("the disk is full\nat line 1"));

        assertThat(ended("a").phase()).isEqualTo(OperationPhase.FAILED);
        assertThat(ended("a").result()).isEqualTo("the disk is full");
        assertThat(fills.next().tables()).containsExactly(new TableId("s", "t"));
    }

    @Test
    void whatWaitsIsCancelledAtOnceAndWhatRunsIsStopped() throws Exception {
        snapshot("a", "s.t");
        snapshot("b", "s.t");
        HeldRunner.Held held = fills.next();
        held.run().onCancel(() -> held.fail(new IllegalStateException("killed")));

        assertThat(operations.cancel("b").orElseThrow().phase()).isEqualTo(OperationPhase.CANCELLED);
        operations.cancel("a");
        OperationStatus last = ended("a");
        assertThat(last.phase()).isEqualTo(OperationPhase.CANCELLED);
        assertThat(last.result()).contains("keep what they had");
        assertThat(held.run().isCancelled()).isTrue();
        assertThat(fills.begun()).isEqualTo(1);
    }

    @Test
    void whatWasDoneBeforeItCouldBeStoppedHasSucceeded() throws Exception {
        snapshot("a", "s.t");
        HeldRunner.Held held = fills.next();
        assertThat(operations.cancel("a").orElseThrow().message()).isEqualTo("is being cancelled");
        held.end(new OperationResult(true, "done"));

        assertThat(ended("a").phase()).isEqualTo(OperationPhase.SUCCEEDED);
        assertThat(operations.cancel("a").orElseThrow().phase()).isEqualTo(OperationPhase.SUCCEEDED);
    }

    @Test
    void theEndOfTheJobIsNoResult() throws Exception {
        snapshot("a", "s.t");
        snapshot("b", "s.t");
        HeldRunner.Held held = fills.next();
        operations.close();
        held.awaitEnd();

        assertThat(status("a").phase()).isEqualTo(OperationPhase.RUNNING);
        assertThat(status("b").phase()).isEqualTo(OperationPhase.PENDING);
    }

    @Test
    void whatNobodyKnowsCannotBeCancelled() {
        assertThat(operations.cancel("nobody")).isEmpty();
    }

    @Test
    void aKindThatTheJobCannotDoIsRefused() {
        assertThatThrownBy(() -> ask("a", OperationKind.VERIFY))
                .hasMessage(
                        "kind: this job cannot do Verify, only Snapshot, Compact; see that its image is as new as whoever"
                                + " asks");
        fills.refuse("tables: name one");
        assertThatThrownBy(() -> snapshot("a")).hasMessage("tables: name one");
        assertThat(operations.statuses()).isEmpty();
    }

    @Test
    void tooManyAreRefusedAndTheOldestThatEndedAreForgotten() throws Exception {
        snapshot("first", "s.t");
        for (int i = 1; i < Operations.OPEN; i++) {
            snapshot("waits-" + i, "s.t");
        }
        assertThatThrownBy(() -> snapshot("more", "s.u")).hasMessageContaining("100 operations wait or run already");
        for (int i = 1; i < Operations.OPEN; i++) {
            operations.cancel("waits-" + i);
        }
        snapshot("more", "s.t");
        snapshot("most", "s.t");
        operations.cancel("more");
        operations.cancel("most");

        assertThat(operations.statuses()).hasSize(Operations.REMEMBERED + 1);
        assertThat(operations.statuses().get(0).id()).isEqualTo("first");
        assertThat(operations.statuses().get(1).id()).isEqualTo("waits-2");
    }

    private OperationStatus snapshot(String id, String... tables) throws OperationRefusedException {
        return ask(id, OperationKind.SNAPSHOT, tables);
    }

    private OperationStatus ask(String id, OperationKind kind, String... tables) throws OperationRefusedException {
        return operations.ask(new OperationRequest(id, kind, List.of(tables)));
    }

    private OperationStatus status(String id) {
        return operations.statuses().stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private OperationStatus ended(String id) {
        return await().until(() -> status(id), status -> status.phase().hasEnded());
    }
}
