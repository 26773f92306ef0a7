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
    private Instant heard;
    private boolean canaries;

    /** All tables that follow the batches. @param sourceTime null for nothing new */
    void reached(Instant sourceTime) {
        reached = newer(reached, sourceTime);
    }

    /** The source itself has told when that was. */
    void canary(Instant committed) {
        canaries = true;
        reached(committed);
    }

    /**
     * The connector was there then and told of nothing else. That is all there is to go by where the source writes no heartbeats;
     * where it does, that is better: a connector that has much to read lives, too.
     */
    void heard(Instant connectorTime) {
        heard = newer(heard, connectorTime);
    }

    private static Instant newer(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private Instant all() {
        return canaries ? reached : newer(reached, heard);
    }

    /** The table reads by itself, from where all are. */
    void leaves(TableId table) {
        if (all() != null) {
            alone.putIfAbsent(table, all());
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
        return Stream.concat(Stream.ofNullable(all()), alone.values().stream())
                .min(Instant::compareTo)
                .map(last -> seconds(last, now))
                .orElse(null);
    }

    /** Of one table; null while nothing is known. */
    Double seconds(TableId table, Instant now) {
        return seconds(alone.getOrDefault(table, all()), now);
    }

    /** Null when {@code since} is; never negative, though clocks of two machines differ. */
    static Double seconds(Instant since, Instant now) {
        return since == null ? null : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }
}
