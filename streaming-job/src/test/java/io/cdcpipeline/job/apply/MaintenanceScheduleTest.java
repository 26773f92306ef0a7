package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceScheduleTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final MaintenanceSchedule schedule = new MaintenanceSchedule(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void nothingAtTheStart() {
        assertThat(schedule.next(List.of("a", "b"))).isEmpty();
        assertThat(schedule.next(List.of())).isEmpty();
    }

    @Test
    void eachTableOnceADay() {
        schedule.next(List.of("a", "b"));
        pass(MaintenanceSchedule.FIRST);
        assertThat(schedule.next(List.of("a", "b"))).contains("a");
        assertThat(schedule.next(List.of("a", "b"))).contains("b");
        assertThat(schedule.next(List.of("a", "b"))).isEmpty();
        pass(MaintenanceSchedule.INTERVAL);
        assertThat(schedule.next(List.of("a", "b"))).contains("a");
    }

    @Test
    void aTableThatIsGoneIsForgotten() {
        schedule.next(List.of("a"));
        schedule.next(List.of());
        pass(MaintenanceSchedule.FIRST);
        assertThat(schedule.next(List.of("a"))).isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
