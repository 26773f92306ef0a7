package io.cdcpipeline.job.progress;

import io.cdcpipeline.job.lake.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How far the lake is behind the source. It is behind now by what has passed since the newest moment of the source up
 * to which everything is known to be applied: a table that nobody changes would else seem to fall behind for ever, and
 * a job that hangs would seem as far as at its last batch. A table that reads its topic by itself has such a moment of
 * its own, and the lake is as far as the last of them. Not thread-safe.
 */
final class SourceLag {

    private final Map<TableId, Instant> alone = new HashMap<>();
    private Instant reached;

    /** All tables that follow the batches. @param sourceTime null for nothing new */
    void reached(Instant sourceTime) {
        if (sourceTime != null && (reached == null || sourceTime.isAfter(reached))) {
            reached = sourceTime;
        }
    }

    /** The table reads by itself, from where all are. */
    void leaves(TableId table) {
        if (reached != null) {
            alone.putIfAbsent(table, reached);
        }
    }

    /** A table by itself. @param sourceTime null for nothing new */
    void alone(TableId table, Instant sourceTime) {
        if (sourceTime != null) {
            alone.put(table, sourceTime);
        }
    }

    /** The table is as far as all. */
    void follows(TableId table) {
        alone.remove(table);
    }

    /** Of the whole lake; null while nothing is known. */
    Double seconds(Instant now) {
        return Stream.concat(Stream.ofNullable(reached), alone.values().stream())
                .min(Instant::compareTo)
                .map(last -> seconds(last, now))
                .orElse(null);
    }

    /** Of one table; null while nothing is known. */
    Double seconds(TableId table, Instant now) {
        return seconds(alone.getOrDefault(table, reached), now);
    }

    /** Null when {@code since} is; never negative, though clocks of two machines differ. */
    static Double seconds(Instant since, Instant now) {
        return since == null ? null : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }
}
