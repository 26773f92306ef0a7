package io.cdcpipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void valueFallsIntoItsStep() {
        assertThat(Scale.SECONDS.show(null, 0.0)).isEqualTo("<1s");
        assertThat(Scale.SECONDS.show(null, 1.0)).isEqualTo("<2s");
        assertThat(Scale.SECONDS.show(null, 1e9)).isEqualTo(">1d");
        assertThat(Scale.PER_SECOND.show(null, 1240.0)).isEqualTo("<5k/s");
        assertThat(Scale.BYTES.show(null, 3e9)).isEqualTo("<4Gi");
    }

    @Test
    void growthShowsAtOnce() {
        assertThat(Scale.SECONDS.show("<1s", 1.01)).isEqualTo("<2s");
        assertThat(Scale.SECONDS.show("<1s", 7200.0)).isEqualTo("<6h");
    }

    @Test
    void valueThatWaversAroundABoundChangesNothing() {
        String shown = "<2s";
        for (double wavering : new double[] {1.1, 0.95, 1.05, 0.85, 1.9, 0.81}) {
            shown = Scale.SECONDS.show(shown, wavering);
        }
        assertThat(shown).isEqualTo("<2s");
        assertThat(Scale.SECONDS.show(shown, 0.7)).isEqualTo("<1s");
    }

    @Test
    void unseenValueKeepsWhatWasShown() {
        assertThat(Scale.SECONDS.show("<2s", null)).isEqualTo("<2s");
        assertThat(Scale.SECONDS.show(null, null)).isNull();
    }

    @Test
    void textOfAnotherReleaseIsReplaced() {
        assertThat(Scale.SECONDS.show("0.8s", 0.8)).isEqualTo("<1s");
    }

    @Test
    void outageOfADayIsWrittenAFewTimesOnly() {
        long writes = Stream.iterate(0.0, s -> s + 15)
                .limit(5760)
                .map(s -> Scale.SECONDS.show(null, s))
                .distinct()
                .count();

        assertThat(writes).isLessThan(15);
    }
}
