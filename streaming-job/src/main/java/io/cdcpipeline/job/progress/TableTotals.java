package io.cdcpipeline.job.progress;

import io.cdcpipeline.job.apply.Mark;
import io.cdcpipeline.job.apply.TableProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** What one table has seen since the job started. Not thread-safe. */
final class TableTotals {

    private TableProgress last;
    private long events;
    private long version = -1;
    private double lagSeconds;

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

    private Mark mark() {
        return last.state().marks().values().stream()
                .max(Comparator.comparingLong(Mark::commitLsn).thenComparingLong(Mark::lsn))
                .orElse(new Mark(0, -1, -1, Long.MIN_VALUE));
    }

    private Instant sourceTime() {
        long micros = mark().timeMicros();
        return micros == Long.MIN_VALUE ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    TableStatus status() {
        Mark mark = mark();
        Instant source = sourceTime();
        return new TableStatus(
                last.table().toString(),
                last.path(),
                version,
                condition(),
                events,
                new TableStatus.LastBatch(last.events(), last.seconds()),
                new TableStatus.Position(last.state().epoch(), mark.commitLsn(), mark.lsn(), mark.next() - 1),
                source == null ? null : source.toString(),
                last.state().failure() != null
                        ? last.state().failure()
                        : last.state().note());
    }

    private TableCondition condition() {
        if (last.state().failure() != null) {
            return TableCondition.FAILED;
        }
        return last.state().snapshotting() ? TableCondition.SNAPSHOT : TableCondition.LIVE;
    }
}
