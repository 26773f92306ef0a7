package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.control.OperationResult;
import io.cdcpipeline.job.control.OperationRun;
import io.cdcpipeline.job.control.OperationRunner;
import io.cdcpipeline.job.lake.TableId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Has tables filled anew from the source. It asks for the fills, which are made beside the batches, and follows them. */
final class SnapshotOperation implements OperationRunner {

    private static final long LOOK_MILLIS = 250;

    private final TableFills fills;
    private final Clock clock;

    SnapshotOperation(TableFills fills, Clock clock) {
        this.fills = fills;
        this.clock = clock;
    }

    /** Fills have bounds of their own. */
    @Override
    public boolean isAlone() {
        return false;
    }

    @Override
    public String refusal(List<TableId> tables) {
        if (!fills.isPossible()) {
            return "kind: the connector's own settings make rows other than the source has them (column.*,"
                    + " message.key.columns), so that the job cannot read tables itself; remove them to have tables filled";
        }
        return tables.isEmpty() ? "tables: a Snapshot names at least one, as schema.table" : null;
    }

    @Override
    public OperationResult run(List<TableId> tables, OperationRun run) throws InterruptedException {
        Instant begun = clock.instant();
        Map<TableId, FollowedFills.Follower> followed = fill(tables, fills::request, run);
        return result(followed, Duration.between(begun, clock.instant()));
    }

    /** @param ask for a fill; tells whether it is nobody else's */
    Map<TableId, FollowedFills.Follower> fill(List<TableId> tables, Predicate<TableId> ask, OperationRun run)
            throws InterruptedException {
        Map<TableId, FollowedFills.Follower> followed = new LinkedHashMap<>();
        Set<TableId> own = new LinkedHashSet<>();
        for (TableId table : tables) {
            followed.put(table, fills.followed().follow(table));
            if (ask.test(table)) {
                own.add(table);
            }
        }
        try {
            await(followed, own, run);
        } finally {
            tables.forEach(fills.followed()::leave);
        }
        return followed;
    }

    /** Until all have ended or, once it is cancelled, nothing that was asked for here is under way any more. */
    private void await(Map<TableId, FollowedFills.Follower> followed, Set<TableId> own, OperationRun run)
            throws InterruptedException {
        while (true) {
            long done = followed.values().stream()
                    .filter(FollowedFills.Follower::hasEnded)
                    .count();
            run.progress(done, followed.size(), message(followed));
            if (done == followed.size() || run.isCancelled() && own.stream().allMatch(t -> isOver(t, followed))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean isOver(TableId table, Map<TableId, FollowedFills.Follower> followed) {
        return followed.get(table).hasEnded() || fills.cancel(table);
    }

    private static String message(Map<TableId, FollowedFills.Follower> followed) {
        return followed.entrySet().stream()
                .filter(e -> !e.getValue().hasEnded())
                .findFirst()
                .map(e -> message(e.getKey(), e.getValue()))
                .orElse(null);
    }

    private static String message(TableId table, FollowedFills.Follower fill) {
        if (fill.waits() != null) {
            return table + ": " + fill.waits();
        }
        return fill.hasBegun() ? table + ": " + fill.percent() + " % read" : table + " waits for its turn";
    }

    private static OperationResult result(Map<TableId, FollowedFills.Follower> followed, Duration took) {
        List<FollowedFills.Follower> failed = followed.values().stream()
                .filter(f -> !f.hasEnded() || f.failure() != null)
                .toList();
        String what =
                followed.size() == 1 ? followed.keySet().iterator().next().toString() : followed.size() + " tables";
        if (failed.isEmpty()) {
            long rows = followed.values().stream()
                    .mapToLong(FollowedFills.Follower::rows)
                    .sum();
            return new OperationResult(
                    true, String.format(Locale.ROOT, "%s: %,d rows in %.1f s", what, rows, took.toMillis() / 1000.0));
        }
        String first = failed.get(0).failure();
        return new OperationResult(
                false,
                (followed.size() == 1 ? "" : failed.size() + " of " + what + " were not filled, the first one: ")
                        + first);
    }
}
