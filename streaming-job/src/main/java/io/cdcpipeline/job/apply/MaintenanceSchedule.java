package io.cdcpipeline.job.apply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which table is to be maintained next: each once a day, the first time some minutes after it was seen. */
final class MaintenanceSchedule {

    /** The start of a job has better things to do. */
    static final Duration FIRST = Duration.ofMinutes(10);

    static final Duration INTERVAL = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, Instant> due = new HashMap<>();

    MaintenanceSchedule(Clock clock) {
        this.clock = clock;
    }

    /** The one that waits longest among those that are due; it is due again after the interval, whatever comes of it. */
    Optional<String> next(Collection<String> tables) {
        Instant now = clock.instant();
        due.keySet().retainAll(tables);
        tables.forEach(table -> due.putIfAbsent(table, now.plus(FIRST)));
        Optional<String> next = due.entrySet().stream()
                .filter(e -> !e.getValue().isAfter(now))
                .min(Comparator.comparing(Map.Entry<String, Instant>::getValue).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
        next.ifPresent(table -> due.put(table, now.plus(INTERVAL)));
        return next;
    }
}
