package io.cdcpipeline.job.progress;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long it took from commits in the source until what they did could be read in the lake, since the job's start. Not thread-safe.
 *
 * <p>Heartbeats come at fixed times, whether tables change or not: what they say holds for any moment. What the rows say is weighted
 * by how often tables change.
 */
final class Freshness {

    private static final String CANARY = "canary";
    private static final String ROWS = "rows";

    private final Map<String, Histogram> measured = new TreeMap<>();
    private Instant newest;

    /** A connector that is started anew may bring some again, and those were in the lake before. */
    void canary(Instant committed, Instant now) {
        if (newest == null || committed.isAfter(newest)) {
            newest = committed;
            add(CANARY, committed, now);
        }
    }

    /** The newest of a table's changes in a batch. */
    void rows(TableProgress table, Instant now) {
        if (table.events() > 0 && table.sourceCommitTime() != null) {
            add(ROWS, table.sourceCommitTime(), now);
        }
    }

    private void add(String of, Instant committed, Instant now) {
        measured.computeIfAbsent(of, o -> new Histogram()).add(SourceLag.seconds(committed, now));
    }

    /** By whose commits; nothing of those of which none came. */
    Map<String, Histogram.Counts> counts() {
        Map<String, Histogram.Counts> counts = new TreeMap<>();
        measured.forEach((of, histogram) -> counts.put(of, histogram.counts()));
        return counts;
    }
}
