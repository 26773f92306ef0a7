package io.cdcpipeline.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.StreamStart;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamAlignmentTest {

    private static final StreamStart FIRST = new StreamStart("cdc_x", 100, null, false);
    private static final StreamStart SECOND = new StreamStart("cdc_x", 300, 200L, false);

    private final TableState filled = StreamAlignment.align(TableState.FRESH, FIRST)
            .filled(new FilledAt("1:1:", 1, 2), new TableState.Filled(7, false, null, null), null);

    @Test
    void aTableOfTheSameStreamIsSound() {
        assertThat(StreamAlignment.align(filled, FIRST)).isEqualTo(filled);
    }

    @Test
    void aTableThatWasFilledBeforeAnotherStreamBeganLacksWhatWasMissed() {
        TableState state = StreamAlignment.align(filled, SECOND);

        assertThat(state.incomplete())
                .startsWith("the replication slot cdc_x was lost, and changes between LSN 0/C8 and 0/12C are missing")
                .contains("cdc snapshot");
        assertThat(StreamAlignment.align(state, SECOND)).isEqualTo(state);
    }

    @Test
    void aTableThatIsFilledAfterwardsIsSound() {
        TableState state = StreamAlignment.align(filled, SECOND)
                .filled(new FilledAt("9:9:", 3, 4), new TableState.Filled(7, false, null, null), null);

        assertThat(StreamAlignment.align(state, SECOND).incomplete()).isNull();
    }

    @Test
    void aFillThatBeganBeforeAnotherStreamDoesNotMakeUpForIt() {
        TableState begun = filled.filled(new FilledAt("5:5:", 3, 4), new TableState.Filled(7, false, null, null), null);

        assertThat(StreamAlignment.align(begun, SECOND).incomplete()).isNotNull();
    }

    @Test
    void aTableThatHasSeenNothingLacksNothing() {
        assertThat(StreamAlignment.align(TableState.FRESH, SECOND).incomplete()).isNull();
    }

    @Test
    void aTableFromBeforeStreamsWereToldGoesOnWithAConnectorThatDoes() {
        TableState old =
                TableState.FRESH.filled(new FilledAt("1:1:", 1, 2), new TableState.Filled(7, false, null, null), null);

        assertThat(StreamAlignment.align(old, new StreamStart("cdc_x", 300, null, true))
                        .incomplete())
                .isNull();
        assertThat(StreamAlignment.align(old, SECOND).incomplete()).isNotNull();
    }

    @Test
    void oneSlotThatIsLostAfterAnotherIsOneReason() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Repairs once = Repairs.after(null, FIRST.gap(), now);
        Repairs first = Repairs.after(null, SECOND.gap(), now);

        assertThat(Repairs.today(first, new StreamStart("cdc_x", 0xABCDEFL, 0xABC000L, false).gap(), now))
                .isEqualTo(1);
        assertThat(Repairs.today(once, SECOND.gap(), now)).isZero();
    }
}
