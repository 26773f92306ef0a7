package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.job.testing.MovableClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceScheduleTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final MaintenanceSchedule schedule = new MaintenanceSchedule(clock);

    @Test
    void nothingAtTheStart() {
        assertThat(schedule.next(List.of("a", "b"))).isEmpty();
        assertThat(schedule.next(List.of())).isEmpty();
    }

    @Test
    void eachTableOnceADay() {
        schedule.next(List.of("a", "b"));
        clock.forward(MaintenanceSchedule.FIRST);
        assertThat(schedule.next(List.of("a", "b"))).contains("a");
        assertThat(schedule.next(List.of("a", "b"))).contains("b");
        assertThat(schedule.next(List.of("a", "b"))).isEmpty();
        clock.forward(MaintenanceSchedule.INTERVAL);
        assertThat(schedule.next(List.of("a", "b"))).contains("a");
    }

    @Test
    void aTableThatIsGoneIsForgotten() {
        schedule.next(List.of("a"));
        schedule.next(List.of());
        clock.forward(MaintenanceSchedule.FIRST);
        assertThat(schedule.next(List.of("a"))).isEmpty();
    }
}
