package io.cdcpipeline.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a commit in the source until what it did can be read in the lake. */
class FreshnessTest {

    private static final Instant NOW = ProgressTest.NOW;

    private final Progress progress = new Progress("shop/inventory", table -> null, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachHeartbeatOfTheSourceCountsWhereItBelongs() {
        progress.canary(NOW.minusSeconds(20));
        progress.canary(NOW.minusMillis(300));

        Histogram.Counts canary = progress.freshness().get("canary");
        assertThat(canary.count()).isEqualTo(2);
        assertThat(canary.sum()).isEqualTo(20.3);
        assertThat(canary.upTo())
                .containsEntry(0.25, 0L)
                .containsEntry(0.5, 1L)
                .containsEntry(10.0, 1L)
                .containsEntry(30.0, 2L)
                .containsEntry(3600.0, 2L);
    }

    @Test
    void whatAConnectorBringsAgainWasThereBefore() {
        progress.canary(NOW.minusSeconds(1));
        progress.canary(NOW.minusSeconds(60));
        progress.canary(NOW.minusSeconds(1));

        assertThat(progress.freshness().get("canary").count()).isEqualTo(1);
    }

    @Test
    void aSourceWhoseClockIsAheadIsNotFresherThanAtOnce() {
        progress.canary(NOW.plusSeconds(5));

        assertThat(progress.freshness().get("canary").sum()).isZero();
    }

    @Test
    void theNewestChangeOfEachTableInABatchCountsByItself() {
        progress.applied(
                1,
                List.of(),
                List.of(
                        ProgressTest.table("a", 5, null),
                        ProgressTest.table("b", 1, null),
                        ProgressTest.table("c", 0, null)));

        assertThat(progress.freshness()).containsOnlyKeys("rows");
        assertThat(progress.freshness().get("rows").count()).isEqualTo(2);
        assertThat(progress.freshness().get("rows").sum()).isEqualTo(2.0);
    }

    @Test
    void aPlainHeartbeatTellsNothingOfIt() {
        progress.heartbeat(NOW);

        assertThat(progress.freshness()).isEmpty();
    }
}
