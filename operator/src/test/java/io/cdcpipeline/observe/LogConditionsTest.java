package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.source.ObservedLog;
import io.cdcpipeline.source.ObservedSlot;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.source.WalLimit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said while the source keeps its log for a slot that nobody reads. */
class LogConditionsTest {

    private static final WalLimit WARN = new WalLimit(100, false, "20Gi");
    private static final WalLimit RELEASE = new WalLimit(100, true, "half of its volume");
    private static final StageCondition FIT = new StageCondition.Ready("Ready", "The database can be captured");

    @Test
    void nothingIsSaidOfASlotThatIsReadInTime() {
        assertThat(judged(kept(79), WARN, "")).isSameAs(FIT);
        assertThat(judged(new ObservedSlot.Absent(), WARN, "")).isSameAs(FIT);
    }

    @Test
    void budgetIsWarnedOfBeforeItIsSpentAndSaysWhatHappensThen() {
        assertThat(judged(kept(80), WARN, "").reason()).isEqualTo("WalFilling");
        assertThat(judged(kept(99), WARN, "").message())
                .startsWith(
                        "The database can be captured. For replication slot cdc_shop the source keeps nearly as much")
                .contains("(20Gi)", "spec.source.postgresql.walBudget.size", "with action Release");
        assertThat(judged(kept(99), RELEASE, "").message()).contains("at the limit the slot is dropped");
    }

    @Test
    void budgetThatIsSpentSaysTheWayOutAndKeepsNoRowFromFlowing() {
        StageCondition spent = judged(kept(100), WARN, "WalFilling");

        assertThat(spent.ready()).isTrue();
        assertThat(spent.reason()).isEqualTo("WalBudgetSpent");
        assertThat(spent.message()).contains("until its disk is full", "pg_drop_replication_slot('cdc_shop')");
        assertThat(judged(kept(100), RELEASE, "").message()).contains("it could not be dropped");
    }

    @Test
    void slotAtTheEdgeIsNoNewsWithEachLook() {
        assertThat(judged(kept(79), WARN, "WalFilling").reason()).isEqualTo("WalFilling");
        assertThat(judged(kept(60), WARN, "WalFilling")).isSameAs(FIT);
        assertThat(judged(kept(99), WARN, "WalBudgetSpent").reason()).isEqualTo("WalBudgetSpent");
        assertThat(judged(kept(79), WARN, "WalBudgetSpent").reason()).isEqualTo("WalFilling");
    }

    @Test
    void serversOwnLimitIsWarnedOf() {
        StageCondition condition = judged(new ObservedSlot.Present(false, 40, "0/1", null, 50, false, false), WARN, "");

        assertThat(condition.reason()).isEqualTo("WalFilling");
        assertThat(condition.message()).contains("max_slot_wal_keep_size", "the server itself gives the slot up");
        assertThat(judged(new ObservedSlot.Present(false, 39, "0/1", null, 50, false, false), WARN, ""))
                .isSameAs(FIT);
    }

    /** Another operator, which did not drop it, finds that in the status. */
    @Test
    void slotThatWasGivenUpIsSaidForAsLongAsThereIsNone() {
        assertThat(judged(new ObservedSlot.Released(120), RELEASE, "").reason()).isEqualTo("SlotReleased");
        assertThat(judged(new ObservedSlot.Absent(), RELEASE, "SlotReleased").message())
                .contains("all tables are filled anew");
        assertThat(judged(kept(0), RELEASE, "SlotReleased")).isSameAs(FIT);
    }

    @Test
    void nothingIsAddedToWhatKeepsTheDatabaseFromBeingCaptured() {
        var broken = new StageCondition.Failed("WalLevel", "wal_level is 'replica'");

        assertThat(LogConditions.with(broken, seen(kept(100)), WARN, new LogConditions.Subject("cdc_shop", "")))
                .isSameAs(broken);
    }

    private static ObservedSlot kept(long bytes) {
        return new ObservedSlot.Present(false, bytes, "0/1", null);
    }

    private static ObservedSource seen(ObservedLog log) {
        return new ObservedSource.Seen(List.of(), List.of("s.t"), log);
    }

    private static StageCondition judged(ObservedLog log, WalLimit limit, String saidLast) {
        return LogConditions.with(FIT, seen(log), limit, new LogConditions.Subject("cdc_shop", saidLast));
    }
}
