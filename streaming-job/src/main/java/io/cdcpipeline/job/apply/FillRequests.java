package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.lake.TableId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that are to be filled from the source, in the order in which they were asked for: a few small ones at a time, and
 * one of the others beside them. Thread-safe.
 */
final class FillRequests {

    /** Of a table whose size nobody knows. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private static final long SMALL = 16L << 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final int atOnce;
    private final Map<TableId, Request> waiting = new LinkedHashMap<>();
    private final Map<TableId, Request> current = new HashMap<>();
    private final Set<TableId> cancelled = new HashSet<>();

    /** @param atOnce so many tables are filled at a time, at most */
    FillRequests(Clock clock, int atOnce) {
        this.clock = clock;
        this.atOnce = atOnce;
    }

    /**
     * One wish.
     *
     * @param reason what the table lacks, when nobody but the job itself has asked; else null
     * @param asked whether somebody has; else it is that nothing of the table is in the lake, or what it lacks
     * @param bytes about how large it is
     * @param attempts that came to nothing
     * @param due when it is tried next
     */
    record Request(TableId table, String reason, boolean asked, long bytes, int attempts, Instant due) {

        boolean isAutomatic() {
            return reason != null;
        }

        boolean isSmall() {
            return bytes <= SMALL;
        }
    }

    /**
     * Asked for twice, it is done once; somebody's wish counts for more than the job's own.
     *
     * @return whether this wish is the one that counts from now on
     */
    synchronized boolean ask(TableId table) {
        return add(new Request(table, null, true, UNKNOWN, 0, clock.instant()));
    }

    /** As {@link #ask}; yet the table is to keep what only the lake has, as in a fill of the job's own. */
    synchronized boolean askGently(TableId table) {
        return add(new Request(table, null, false, UNKNOWN, 0, clock.instant()));
    }

    /** The job itself wants it. */
    synchronized void add(TableId table, String reason, long bytes) {
        add(new Request(table, reason, false, bytes, 0, clock.instant()));
    }

    private boolean add(Request wish) {
        TableId table = wish.table();
        Request before = current.getOrDefault(table, waiting.get(table));
        boolean counts =
                before == null || before.isAutomatic() && !wish.isAutomatic() || wish.asked() && !before.asked();
        if (counts) {
            Map<TableId, Request> where = current.containsKey(table) ? current : waiting;
            where.put(table, wish);
        }
        return counts;
    }

    /**
     * Nobody wants it any more. One that is being filled now is not filled again.
     *
     * @return whether it is not wanted any more by now; else it is being filled
     */
    synchronized boolean cancel(TableId table) {
        waiting.remove(table);
        if (current.containsKey(table)) {
            cancelled.add(table);
        }
        return !current.containsKey(table);
    }

    /** Whether the table is being filled though nobody wants it any more. */
    synchronized boolean isCancelled(TableId table) {
        return cancelled.contains(table);
    }

    /** The one whose turn has come: it is a {@link #current} one from now on. Empty while others have to end first. */
    synchronized Optional<Request> next() {
        if (current.size() == atOnce) {
            return Optional.empty();
        }
        boolean large = current.values().stream().anyMatch(r -> !r.isSmall());
        Optional<Request> due = waiting.values().stream()
                .filter(r -> !r.due().isAfter(clock.instant()))
                .filter(r -> r.isSmall() || !large)
                .findFirst();
        due.ifPresent(r -> {
            waiting.remove(r.table());
            current.put(r.table(), r);
        });
        return due;
    }

    /** Empty unless that table is being filled now. */
    synchronized Optional<Request> current(TableId table) {
        return Optional.ofNullable(current.get(table));
    }

    synchronized boolean isWanted(TableId table) {
        return current.containsKey(table) || waiting.containsKey(table);
    }

    synchronized void done(TableId table) {
        current.remove(table);
        cancelled.remove(table);
    }

    /** It has to wait, and others come before it. */
    synchronized void later(TableId table) {
        Request now = current.remove(table);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(now.attempts(), 8));
        Instant due = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        waiting.put(table, new Request(table, now.reason(), now.asked(), now.bytes(), now.attempts() + 1, due));
    }
}
