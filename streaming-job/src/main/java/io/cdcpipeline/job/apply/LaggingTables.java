package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Which tables are not where the batches are, and when each is looked at next. Thread-safe. */
final class LaggingTables {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A table that has caught up waits for the next batch, and looks again after that time if none came. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    /** So long a batch may wait for one table that comes back. */
    private static final Duration QUICK = Duration.ofSeconds(1);
    /** A table that kept the others waiting comes back when it takes no longer. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final Clock clock;
    private final Map<TableId, Lagging> tables = new TreeMap<>();

    LaggingTables(Clock clock) {
        this.clock = clock;
    }

    /**
     * A table that is not where the batches are.
     *
     * @param failures how often in a row it failed; 0 for one that only has to catch up
     * @param due when it is looked at next
     * @param context how far it is; null when only its log knows
     * @param doing what it is at
     * @param took how long it last read and wrote; null before that
     */
    record Lagging(String topic, int failures, Instant due, TableContext context, Doing doing, Duration took) {

        Lagging reading() {
            return new Lagging(topic, failures, due, context, Doing.READING, took);
        }

        Lagging dueAt(Instant now) {
            return new Lagging(topic, failures, now, context, doing, took);
        }

        /** Whether it has read and written something, and is between two such steps. */
        boolean isReady() {
            return doing == Doing.WAITING && failures == 0 && context != null && took != null;
        }

        /** Whether one more step of it is soon done. */
        boolean isQuick() {
            return isReady() && took.compareTo(QUICK) <= 0;
        }

        /** Whether the others would have to wait for it. */
        boolean isSlow() {
            return took != null && took.compareTo(SLOW) > 0;
        }
    }

    /** What a table is at. */
    enum Doing {
        WAITING,
        READING,
        /** It had all of its topic when it last looked. */
        CAUGHT_UP
    }

    synchronized Lagging get(TableId table) {
        return tables.get(table);
    }

    /** @return when it is tried again */
    synchronized Instant failed(TableId table, String topic) {
        Lagging before = tables.get(table);
        int failures = before == null ? 1 : before.failures() + 1;
        Instant due = clock.instant().plus(pause(failures));
        tables.put(table, new Lagging(topic, failures, due, null, Doing.WAITING, null));
        return due;
    }

    /** How long a table rests after so many failures in a row. */
    static Duration pause(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 16));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** It has to read its topic by itself, from now on. */
    synchronized void behind(TableId table, String topic) {
        Lagging before = tables.get(table);
        int failures = before == null ? 0 : before.failures();
        tables.put(table, new Lagging(topic, failures, clock.instant(), null, Doing.WAITING, null));
    }

    /** It has all that its topic holds now: the next batch takes it; until then it is looked at now and then. */
    synchronized void caughtUp(TableId table, TableContext context) {
        Lagging before = tables.get(table);
        Instant due = clock.instant().plus(LOOK_AGAIN);
        tables.put(table, new Lagging(before.topic(), 0, due, context, Doing.CAUGHT_UP, before.took()));
    }

    /** There is nothing that it could read. */
    synchronized void waits(TableId table) {
        Lagging before = tables.get(table);
        Instant due = clock.instant().plus(LOOK_AGAIN);
        tables.put(table, new Lagging(before.topic(), before.failures(), due, null, Doing.WAITING, before.took()));
    }

    /** It has more to read, at once. @param took how long its last step was; null for one that says nothing of the next */
    synchronized void goesOn(TableId table, TableContext context, Duration took) {
        Lagging before = tables.get(table);
        tables.put(table, new Lagging(before.topic(), 0, clock.instant(), context, Doing.WAITING, took));
    }

    /** A table that rests is looked at now. @return whether it is one of these; else it is about to go on with the batches */
    synchronized boolean hurry(TableId table) {
        return tables.computeIfPresent(
                        table, (t, one) -> one.doing() == Doing.READING ? one : one.dueAt(clock.instant()))
                != null;
    }

    /** Those that are due, with their topics; they are busy from now on, until one of the above is said of them. */
    synchronized Map<TableId, Lagging> takeDue() {
        Map<TableId, Lagging> due = new HashMap<>();
        for (Map.Entry<TableId, Lagging> entry : tables.entrySet()) {
            Lagging one = entry.getValue();
            if (one.doing() != Doing.READING && !one.due().isAfter(clock.instant())) {
                due.put(entry.getKey(), one);
                entry.setValue(one.reading());
            }
        }
        return due;
    }

    /** One that is soon where the batches are; it is busy from now on, as with {@link #takeDue}. */
    synchronized Optional<Map.Entry<TableId, Lagging>> takeQuick(Predicate<TableId> stays) {
        Optional<Map.Entry<TableId, Lagging>> quick = tables.entrySet().stream()
                .filter(e -> e.getValue().isQuick() && !stays.test(e.getKey()))
                .findFirst()
                .map(e -> Map.entry(e.getKey(), e.getValue()));
        quick.ifPresent(e -> tables.put(e.getKey(), e.getValue().reading()));
        return quick;
    }

    /** Those that nobody is at and that go on with the batches; from now on they are where these are. */
    synchronized List<TableContext> takeJoining(BiPredicate<TableId, Lagging> joins) {
        List<TableContext> taken = new ArrayList<>();
        for (Map.Entry<TableId, Lagging> entry : List.copyOf(tables.entrySet())) {
            Lagging one = entry.getValue();
            if (one.doing() != Doing.READING && joins.test(entry.getKey(), one)) {
                tables.remove(entry.getKey());
                taken.add(one.context());
            }
        }
        return taken;
    }
}
