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
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which tables are not where the batches are, and when each is looked at next. Thread-safe. */
final class LaggingTables {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A table that has caught up waits for the next batch, and looks again after that time if none came. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

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
     */
    record Lagging(String topic, int failures, Instant due, TableContext context, Doing doing) {

        Lagging reading() {
            return new Lagging(topic, failures, due, context, Doing.READING);
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
        tables.put(table, new Lagging(topic, failures, due, null, Doing.WAITING));
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
        tables.put(table, new Lagging(topic, failures, clock.instant(), null, Doing.WAITING));
    }

    /** It has all that its topic holds now: the next batch takes it; until then it is looked at now and then. */
    synchronized void caughtUp(TableId table, TableContext context) {
        Lagging before = tables.get(table);
        Instant due = clock.instant().plus(LOOK_AGAIN);
        tables.put(table, new Lagging(before.topic(), 0, due, context, Doing.CAUGHT_UP));
    }

    /** There is nothing that it could read. */
    synchronized void waits(TableId table) {
        Lagging before = tables.get(table);
        Instant due = clock.instant().plus(LOOK_AGAIN);
        tables.put(table, new Lagging(before.topic(), before.failures(), due, null, Doing.WAITING));
    }

    /** It has more to read, at once. */
    synchronized void goesOn(TableId table, TableContext context) {
        Lagging before = tables.get(table);
        tables.put(table, new Lagging(before.topic(), 0, clock.instant(), context, Doing.WAITING));
    }

    /** A table that rests is looked at now. */
    synchronized void hurry(TableId table) {
        tables.computeIfPresent(
                table,
                (t, one) -> one.doing() == Doing.READING
                        ? one
                        : new Lagging(one.topic(), one.failures(), clock.instant(), one.context(), one.doing()));
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

    /**
     * Those that have caught up; from now on they are where the batches are.
     *
     * @param stays whether a table has something else to do by itself first
     */
    synchronized List<TableContext> takeCaughtUp(Predicate<TableId> stays) {
        List<TableContext> taken = new ArrayList<>();
        for (Map.Entry<TableId, Lagging> entry : List.copyOf(tables.entrySet())) {
            Lagging one = entry.getValue();
            if (one.doing() == Doing.CAUGHT_UP && !stays.test(entry.getKey())) {
                tables.remove(entry.getKey());
                taken.add(one.context());
            }
        }
        return taken;
    }
}
