package io.cdcpipeline.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagTest {

    private static final FillMeter METER = new FillMeter() {
        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public long totalBytes() {
            return 1;
        }

        @Override
        public long rows() {
            return 1;
        }
    };

    private final MovableClock clock = new MovableClock(ProgressTest.NOW);
    private final Progress progress = new Progress("shop/inventory", table -> null, clock);

    @Test
    void nothingIsKnownBeforeTheSourceWasHeardOf() {
        assertThat(progress.status().lagSeconds()).isNull();
    }

    @Test
    void lagGrowsWhileNothingComes() {
        apply("t");
        assertThat(progress.status().lagSeconds()).isEqualTo(1.0);
        later(60);
        assertThat(progress.status().lagSeconds()).isEqualTo(61.0);
        assertThat(progress.status().tables().get(0).lagSeconds()).isEqualTo(61.0);
    }

    @Test
    void aHeartbeatSaysThatAnIdleSourceIsNotBehind() {
        apply("t");
        later(60);
        progress.heartbeat(clock.instant().minusSeconds(2));
        assertThat(progress.status().lagSeconds()).isEqualTo(2.0);
        progress.heartbeat(clock.instant().minusSeconds(30));
        assertThat(progress.status().lagSeconds()).isEqualTo(2.0);
    }

    @Test
    void aConnectorThatHasMuchToReadIsNotNearForItLives() {
        progress.heartbeat(clock.instant());
        progress.canary(clock.instant().minusSeconds(600));
        progress.heartbeat(clock.instant());
        assertThat(progress.status().lagSeconds()).isEqualTo(600.0);
        progress.canary(clock.instant().minusSeconds(3));
        assertThat(progress.status().lagSeconds()).isEqualTo(3.0);
    }

    @Test
    void theSourcesClockMayBeAhead() {
        progress.heartbeat(clock.instant().plusSeconds(5));
        assertThat(progress.status().lagSeconds()).isZero();
    }

    @Test
    void aFailedTableFallsBehindByItself() {
        apply("a");
        fail("a");
        fail("b");
        later(60);
        progress.heartbeat(clock.instant());
        assertThat(progress.status().lagSeconds()).isZero();
        assertThat(progress.status().tables())
                .extracting(t -> t.lagSeconds())
                .containsExactly(61.0, 60.0); // the second one never had a commit: since it failed
    }

    @Test
    void theLakeIsAsFarAsTheTableThatIsFurthestBehind() {
        apply("a");
        apply("b");
        progress.behind(id("b"));
        later(60);
        progress.heartbeat(clock.instant());
        assertThat(progress.status().lagSeconds()).isEqualTo(61.0);
        assertThat(lags()).containsExactly(0.0, 61.0);

        progress.caughtUp(id("b"));
        assertThat(progress.status().lagSeconds()).isZero();
        assertThat(lags()).containsExactly(0.0, 0.0);
    }

    @Test
    void aTableThatReadsByItselfIsAsFarAsWhatItHasRead() {
        progress.heartbeat(clock.instant().minusSeconds(30));
        progress.behind(id("a"));
        progress.read("topic", ProgressTest.table("a", 1, null));
        assertThat(lags()).containsExactly(1.0);
        assertThat(progress.status().lagSeconds()).isEqualTo(30.0);
    }

    @Test
    void aTableThatWasFilledHasWhatWasThereWhenThatBegan() {
        progress.filling(id("a"), "file:/lake/a", METER);
        later(10);
        progress.heartbeat(clock.instant());
        progress.filled(id("a"), "file:/lake/a", null);
        assertThat(lags()).containsExactly(10.0);
    }

    @Test
    void aTableThatFailsIsNotWaitedForAnyMore() {
        apply("a");
        progress.behind(id("a"));
        fail("a");
        later(60);
        progress.heartbeat(clock.instant());
        assertThat(progress.status().lagSeconds()).isZero();
    }

    @Test
    void aTableThatIsGoneIsBehindNothing() {
        apply("a");
        progress.read("topic", ProgressTest.gone("a"));
        later(60);

        assertThat(progress.status().tables().get(0).lagSeconds()).isNull();
        assertThat(progress.status().tables().get(0).state()).isEqualTo(TableCondition.GONE);
    }

    @Test
    void aSecondFailureDoesNotStartTheTableAnew() {
        fail("b");
        later(60);
        fail("b");
        assertThat(progress.status().tables().get(0).lagSeconds()).isEqualTo(60.0);
    }

    private List<Double> lags() {
        return progress.status().tables().stream().map(t -> t.lagSeconds()).toList();
    }

    private static TableId id(String table) {
        return new TableId("inventory", table);
    }

    private void apply(String table) {
        progress.applied(1, List.of(), List.of(ProgressTest.table(table, 1, null)));
    }

    private void fail(String table) {
        progress.failed(new TableFailure(id(table), "file:/lake/" + table, "no rights", null));
    }

    private void later(long seconds) {
        clock.forward(Duration.ofSeconds(seconds));
    }
}
