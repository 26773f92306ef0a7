package io.cdcpipeline.job.progress;

import io.cdcpipeline.job.state.AppliedPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What one table has seen since the job started. Not thread-safe. */
final class TableTotals {

    private TableProgress last;
    private long events;
    private long version = -1;
    private double lagSeconds;
    private String failure;

    void add(TableProgress progress, Instant now) {
        last = progress;
        events += progress.events();
        version = progress.version() < 0 ? version : progress.version();
        Instant source = sourceTime();
        lagSeconds =
                source == null ? 0 : Math.max(0, Duration.between(source, now).toMillis() / 1000.0);
    }

    double lagSeconds() {
        return lagSeconds;
    }

    private AppliedPosition position() {
        return last.state().position();
    }

    private Instant sourceTime() {
        long micros = position().timeMicros();
        return micros == Long.MIN_VALUE ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    TableStatus status() {
        AppliedPosition at = position();
        Instant source = sourceTime();
        return new TableStatus(
                last.table().toString(),
                last.path(),
                version,
                condition(),
                events,
                new TableStatus.LastBatch(last.events(), last.seconds()),
                new TableStatus.Position(
                        last.state().epoch(), at.log().major(), at.log().minor(), at.next() - 1),
                source == null ? null : source.toString(),
                failure != null ? failure : last.state().incomplete());
    }

    private TableCondition condition() {
        if (failure != null) {
            return TableCondition.FAILED;
        }
        return last.state().snapshotting() ? TableCondition.SNAPSHOT : TableCondition.LIVE;
    }
}
