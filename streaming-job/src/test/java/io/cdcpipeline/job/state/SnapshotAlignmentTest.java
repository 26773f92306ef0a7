package io.cdcpipeline.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.decode.LogPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotAlignmentTest {

    private static final TableState EARLIER = state("100:7", false, 150);
    private static final TableState FILLED_ANEW = state("900:8", false, 950);

    @Test
    void aTableThatTheNewestSnapshotPassedOverIsSaidToHoldOldRows() {
        assertThat(SnapshotAlignment.align(EARLIER, List.of(EARLIER, FILLED_ANEW))
                        .incomplete())
                .startsWith("a new snapshot of the source has brought no row of this table");
        TableState rowsOfTheSnapshotOnly = state("100:7", true, -1);
        assertThat(passedOver(rowsOfTheSnapshotOnly, FILLED_ANEW)).isTrue();
        TableState withoutASnapshot = state("", false, 150);
        assertThat(passedOver(withoutASnapshot, FILLED_ANEW)).isTrue();
    }

    @Test
    void aTableOfTheNewestSnapshotIsNot() {
        assertThat(passedOver(FILLED_ANEW, EARLIER)).isFalse();
        assertThat(passedOver(EARLIER, state("100:7", false, 170))).isFalse();
    }

    @Test
    void aTableThatChangesAfterTheSnapshotIsNot() {
        assertThat(passedOver(state("", false, 901), FILLED_ANEW)).isFalse();
    }

    @Test
    void whileTheSnapshotGoesOnNothingIsSaid() {
        assertThat(passedOver(EARLIER, state("900:8", true, -1))).isFalse();
    }

    @Test
    void withoutSnapshotsThereIsNothingToSay() {
        assertThat(passedOver(state("", false, 10), state("", false, 20))).isFalse();
        assertThat(passedOver(TableState.FRESH, FILLED_ANEW)).isFalse();
    }

    private static boolean passedOver(TableState state, TableState other) {
        return SnapshotAlignment.isPassedOver(state, List.of(state, other));
    }

    private static TableState state(String snapshot, boolean snapshotting, long lsn) {
        AppliedPosition position = new AppliedPosition("t", "id", 5, new LogPosition(lsn, lsn, 1), 0);
        return new TableState(
                1, 1, snapshot, snapshotting, null, 0, 5, position, null, null, 0, false, false, null, null, false);
    }
}
