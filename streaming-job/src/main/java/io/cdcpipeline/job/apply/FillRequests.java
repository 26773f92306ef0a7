package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.lake.TableId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tables that are to be filled from the source, one of them at a time, in the order in which they were asked for. Thread-safe. */
final class FillRequests {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<TableId, Request> waiting = new LinkedHashMap<>();
    private Request current;

    FillRequests(Clock clock) {
        this.clock = clock;
    }

    /**
     * One wish.
     *
     * @param reason what the table lacks, when nobody but the job itself has asked; else null
     * @param attempts that came to nothing
     * @param due when it is tried next
     */
    record Request(TableId table, String reason, int attempts, Instant due) {

        boolean isAutomatic() {
            return reason != null;
        }
    }

    /** Asked for twice, it is done once; somebody's wish counts for more than the job's own. */
    synchronized void add(TableId table, String reason) {
        Request before = current != null && current.table().equals(table) ? current : waiting.get(table);
        if (before == null || before.isAutomatic() && reason == null) {
            Request request = new Request(table, reason, 0, clock.instant());
            if (before != null && before == current) {
                current = request;
            } else {
                waiting.put(table, request);
            }
        }
    }

    /** The one whose turn has come: it is the {@link #current} one from now on. Empty while another is. */
    synchronized Optional<Request> next() {
        if (current != null) {
            return Optional.empty();
        }
        Optional<Request> due = waiting.values().stream()
                .filter(r -> !r.due().isAfter(clock.instant()))
                .findFirst();
        due.ifPresent(r -> {
            waiting.remove(r.table());
            current = r;
        });
        return due;
    }

    /** Empty unless that table is being filled now. */
    synchronized Optional<Request> current(TableId table) {
        return Optional.ofNullable(current).filter(r -> r.table().equals(table));
    }

    synchronized void done() {
        current = null;
    }

    /** The current one has to wait, and others come before it. */
    synchronized void later() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(current.attempts(), 8));
        Instant due = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        waiting.put(current.table(), new Request(current.table(), current.reason(), current.attempts() + 1, due));
        current = null;
    }
}
