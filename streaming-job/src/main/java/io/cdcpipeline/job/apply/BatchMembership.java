package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.collapse.PartitionReport;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.state.AppliedPosition;
import io.cdcpipeline.job.state.SnapshotAlignment;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.transport.TopicInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which tables follow the batches. One leaves them, or comes back, between two batches only. Thread-safe. */
final class BatchMembership {

    private static final Logger LOG = LoggerFactory.getLogger(BatchMembership.class);
    private static final double SLOW_SECONDS = 5;
    private static final double FEW_A_SECOND = 2000;
    private static final double MANY_TIMES = 4;

    private final Parts parts;
    private final LaggingTables lagging;
    private final TableFills fills;
    private final BatchListener listener;
    private final Set<TableId> called = ConcurrentHashMap.newKeySet();
    /** By topic, the first offset that no batch has read. */
    private final Map<String, Long> read = new ConcurrentHashMap<>();

    private final Set<TableId> slow = ConcurrentHashMap.newKeySet();
    /** Those that come back when they are quick, and not as soon as they have caught up. */
    private final Set<TableId> parked = ConcurrentHashMap.newKeySet();

    private final Lock turn = new ReentrantLock();

    BatchMembership(Parts parts, LaggingTables lagging, TableFills fills, BatchListener listener) {
        this.parts = parts;
        this.lagging = lagging;
        this.fills = fills;
        this.listener = listener;
    }

    /** Until it is unlocked no table leaves the batches, or comes back to them, by another thread. */
    Lock beginBatch() {
        turn.lock();
        return turn;
    }

    /** All tables that follow the batches have what was in this one. */
    void endBatch(List<PartitionReport> reports, List<TableProgress> tables) {
        reports.forEach(r -> read.put(r.topic(), r.next()));
        tables.stream().filter(t -> isSlow(t, tables)).forEach(t -> slow.add(t.table()));
    }

    /** Whether neither its changes nor the machine explain why the others had to wait so long for it. */
    private static boolean isSlow(TableProgress table, List<TableProgress> all) {
        double others = all.stream()
                .filter(t -> t != table)
                .mapToDouble(TableProgress::seconds)
                .max()
                .orElse(table.seconds());
        return table.seconds() > SLOW_SECONDS
                && table.seconds() > others * MANY_TIMES
                && table.events() < table.seconds() * FEW_A_SECOND;
    }

    /** Tables that kept the others waiting read their topics by themselves, until they are quick again. */
    void parkSlow() {
        for (TableId table : Set.copyOf(slow)) {
            slow.remove(table);
            LOG.info("Table {} takes long: it reads its topic by itself, so that the others need not wait", table);
            parked.add(table);
            call(table);
        }
    }

    /** Where no batch is under way, tables need not wait for the next one. */
    void handOverBetweenBatches() {
        if (turn.tryLock()) {
            try {
                handOver();
                follow(parts.stream().known());
            } finally {
                turn.unlock();
            }
        }
    }

    /** Takes the tables whose turn to be filled has come out of the batches. */
    void callForFill() {
        for (Optional<TableId> next = fills.next(); next.isPresent(); next = fills.next()) {
            call(next.get());
        }
    }

    /**
     * Keeps a table that nothing is known of, and of which a change came, out of the batches if it has to be filled before.
     *
     * @return whether it has
     */
    boolean holdForFill(TableId table) {
        boolean first = fills.comesFirst(table);
        if (first) {
            fills.metEarly(table);
            hold(table);
        }
        return first;
    }

    private void hold(TableId table) {
        if (parts.tables().holdUnknown(table)) {
            lagging.behind(table, fills.topic(table));
        }
    }

    /** The table is to look by itself whether it has all of its topic. */
    void call(TableId table) {
        TableContext known = parts.tables().known(table);
        if (known == null) {
            hold(table);
        } else if (!known.heldBack() || !lagging.hurry(table)) {
            called.add(table);
        }
    }

    /** Before a batch: tables that have caught up go on with it, unless they are to be filled now, and those that were called away leave it. */
    void handOver() {
        lagging.takeJoining(this::joins).forEach(c -> {
            parts.tables().update(c.heldBack(false));
            parked.remove(c.table());
            listener.caughtUp(c.table());
            // A batch that ended after it had caught up has told of it as it was before.
            listener.read(
                    c.state().position().topic(),
                    TableReports.unchanged(parts.tables().path(c.table()), c));
        });
        for (TableId table : Set.copyOf(called)) {
            called.remove(table);
            TableContext context = parts.tables().known(table);
            if (context != null && !context.heldBack()) {
                parts.tables().update(context.heldBack(true));
                lagging.behind(table, topic(context));
                listener.behind(table);
            }
        }
    }

    private boolean joins(TableId table, LaggingTables.Lagging one) {
        return !fills.isFilling(table)
                && !(parked.contains(table) && one.isSlow())
                && (one.doing() == LaggingTables.Doing.CAUGHT_UP
                        || one.isReady() && isAtBatches(one) && isSettled(table));
    }

    private boolean isAtBatches(LaggingTables.Lagging one) {
        Long next = read.get(one.topic());
        return next != null && one.context().state().position().next() >= next;
    }

    /** Whether there is nothing that awaits a look at the end of the table's topic. */
    private boolean isSettled(TableId table) {
        return !parts.dropped().isCertain(table) && !parts.pending().areThereFor(table);
    }

    /**
     * Within a batch, before its changes: tables whose changes go on after a gap are Incomplete from now on, and filled anew, the
     * smallest first.
     */
    void followStream() {
        follow(parts.stream().ask());
    }

    /** @param now null when that is not known */
    private void follow(StreamStart now) {
        parts.tables().known().values().stream()
                .filter(c -> now != null && !c.heldBack() && c.state().stream() != now.lsn())
                .sorted(Comparator.comparingLong(c -> fills.bytes(c.table())))
                .map(parts.stream()::align)
                .forEach(this::follow);
    }

    private void follow(TableContext table) {
        parts.tables().update(table);
        if (table.exists() && table.state().position().topic() != null) {
            listener.read(
                    table.state().position().topic(),
                    TableReports.unchanged(parts.tables().path(table.table()), table));
        }
        fills.repair(table, table.state().incomplete());
    }

    /** Looks whether the topics of all tables that follow the batches are still the same. */
    void watchTopics() {
        List<TableContext> following = parts.tables().known().values().stream()
                .filter(c -> !c.heldBack() && c.state().position().topic() != null)
                .sorted(Comparator.comparingLong(c -> fills.bytes(c.table())))
                .toList();
        Map<String, TopicInfo> topics = parts.transport()
                .describe(following.stream()
                        .map(c -> c.state().position().topic())
                        .distinct()
                        .toList());
        for (TableContext context : following) {
            fills.repair(context, context.state().incomplete());
            AppliedPosition at = context.state().position();
            TopicInfo info = topics.get(at.topic());
            boolean other = info == null ? at.topicId() != null : !info.id().equals(at.topicId());
            if (other && !(info == null && context.state().gone())
                    || info != null && (info.partitions() > 1 || isPassedOver(context, info))) {
                called.add(context.table());
            }
        }
    }

    /** What a snapshot brings of the table is in its topic before anything that comes after the snapshot. */
    private boolean isPassedOver(TableContext context, TopicInfo info) {
        TableState state = context.state();
        return state.incomplete() == null
                && state.position().next() >= info.end()
                && SnapshotAlignment.isPassedOver(state, parts.tables().states());
    }

    private String topic(TableContext context) {
        String topic = context.state().position().topic();
        return topic == null ? fills.topic(context.table()) : topic;
    }
}
