package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.collapse.PartitionReport;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.TableFailure;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import io.cdcpipeline.job.transport.TopicInfo;
import io.cdcpipeline.job.transport.Transport;
import io.cdcpipeline.job.transport.TransportException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that are not where the batches are: those that failed, and those that have to catch up. Each is read from
 * its own position, by itself, until it has all that its topic holds; the next batch then takes it up again. A table
 * that fails is tried again after a pause that grows. Thread-safe.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Parts parts;
    private final BatchListener listener;
    private final Clock clock;
    private final long maxEvents;
    private final LaggingTables lagging;
    private final TableFills fills;
    private final Map<TableId, String> lacking = new ConcurrentHashMap<>();

    /** @param maxEvents so many records of one table, at most, are read at once */
    Recovery(Parts parts, TableFills fills, LakeApplication.Observer observer, long maxEvents) {
        this.parts = parts;
        this.fills = fills;
        this.listener = observer.listener();
        this.clock = observer.clock();
        this.maxEvents = maxEvents;
        this.lagging = new LaggingTables(observer.clock());
    }

    LaggingTables lagging() {
        return lagging;
    }

    /**
     * A table is given up for now: nobody knows what was written, so only its log tells how far it is.
     *
     * @param e what stopped the table
     */
    void giveUp(TableId table, String topic, Exception e) {
        LOG.warn("Table {} failed, the others go on", table, e);
        parts.tables().update(TableContext.absent(table).heldBack(true));
        failed(table, topic, Sentence.of(e));
    }

    /** @param reason one sentence: what is wrong, and the way out */
    void failed(TableId table, String topic, String reason) {
        Instant retryAt = lagging.failed(table, topic);
        listener.failed(new TableFailure(table, parts.tables().path(table), reason, retryAt));
    }

    void behind(TableId table, String topic) {
        lagging.behind(table, topic);
        listener.behind(table);
    }

    boolean isFilling(TableId table) {
        return fills.isFilling(table);
    }

    /** Has a table that is almost where the batches are read the rest, while they wait. */
    void bringUpOne(SparkSession session) throws InterruptedException {
        var quick = lagging.takeQuick(fills::isFilling);
        if (quick.isPresent()) {
            attempt(session, quick.get().getKey(), quick.get().getValue(), true);
        }
    }

    /** Those that are due; each has to be tried then, once. */
    Map<TableId, LaggingTables.Lagging> takeDue() {
        return lagging.takeDue();
    }

    /** Reads the table's next records, up to a bound, from its own position. */
    void tryAgain(SparkSession session, TableId table, LaggingTables.Lagging one) throws InterruptedException {
        attempt(session, table, one, false);
    }

    /** @param othersWait so that it does nothing that can be done later */
    private void attempt(SparkSession session, TableId table, LaggingTables.Lagging one, boolean othersWait)
            throws InterruptedException {
        if (waitsForItsFill(table)) {
            lagging.waits(table);
            return;
        }
        try {
            if (fills.isFilling(table)) {
                fill(new Attempt(session, fills.engine(session), table, one));
            } else {
                parts.engines().each(session, List.of(table), (engine, t) -> {
                    if (!othersWait) {
                        engine.table(parts.tables().path(t)).compactAsAsked();
                    }
                    step(new Attempt(session, engine, table, one));
                    return null;
                });
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (TransportException e) {
            // Everybody's trouble: the batches say so. The table is no worse than before.
            LOG.debug("Table {} cannot read its topic now", table, e);
            lagging.waits(table);
        } catch (Exception e) {
            fills.giveUp(table);
            LOG.warn("Table {} failed, attempt {}; the others go on", table, one.failures() + 1, e);
            failed(table, one.topic(), Sentence.of(e));
        }
    }

    private boolean waitsForItsFill(TableId table) {
        TableContext known = parts.tables().known(table);
        return !fills.isFilling(table) && known != null && !known.exists() && fills.comesFirst(table);
    }

    private record Attempt(SparkSession session, TableEngine engine, TableId table, LaggingTables.Lagging lagging) {}

    /** What a table was found to lack is put down in its log when it reads its topic by itself the next time. */
    void lacks(TableId table, String what) {
        lacking.put(table, what);
    }

    private TableContext noted(Attempt attempt, TableContext context) {
        String what = lacking.remove(context.table());
        return what == null || !context.exists()
                ? context
                : new TableApplier(parts.tables(), attempt.engine(), null, context)
                        .say(context.state().lacking(what))
                        .context();
    }

    private void step(Attempt attempt) {
        String topic = attempt.lagging().topic();
        TopicInfo info = parts.transport().describe(List.of(topic)).get(topic);
        TableContext loaded = context(attempt, info);
        parts.tables().requireMode(loaded);
        TableContext context = noted(attempt, loaded);
        long next = Math.max(0, context.state().position().next());
        if (info == null && context.state().position().topicId() == null && context.exists()) {
            caughtUp(attempt, context);
        } else if (info == null) {
            // It may come back, and would be another one then: the table is not to follow the batches into it.
            lagging.waits(context.table());
            listener.caughtUp(context.table());
            fills.repair(context, context.state().incomplete());
            say(attempt.lagging().topic(), context);
        } else if (next >= info.end()) {
            caughtUp(attempt, context);
        } else {
            read(attempt, context, new Transport.Range(next, Math.min(info.end(), next + maxEvents)));
        }
    }

    private void fill(Attempt attempt) {
        String topic = attempt.lagging().topic();
        TopicInfo info = parts.transport().describe(List.of(topic)).get(topic);
        TableContext loaded = context(attempt, info);
        TableContext context = info == null ? loaded.with(loaded.state().withoutTopic()) : loaded;
        if (fills.givesWayToChanges(context, info)) {
            lagging.behind(attempt.table(), topic);
            return;
        }
        TableFills.Outcome outcome = fills.fill(attempt.session(), context);
        if (outcome.table() != null) {
            lacking.remove(attempt.table());
            recovered(attempt);
            listener.read(topic, TableReports.filled(parts.tables().path(attempt.table()), outcome.table()));
            lagging.goesOn(attempt.table(), outcome.table(), null);
        } else if (context.exists()) {
            lagging.behind(attempt.table(), topic);
        } else {
            failed(attempt.table(), topic, outcome.failure());
        }
    }

    private TableContext context(Attempt attempt, TopicInfo info) {
        parts.stream().ask();
        TableContext before = attempt.lagging().context();
        boolean same = before != null
                && info != null
                && info.id().equals(before.state().position().topicId());
        return same
                ? parts.stream().align(before)
                : parts.writer()
                        .load(
                                attempt.engine(),
                                attempt.table(),
                                attempt.lagging().topic(),
                                info);
    }

    private void read(Attempt attempt, TableContext context, Transport.Range range) {
        String topic = attempt.lagging().topic();
        Instant begin = clock.instant();
        var records = parts.transport().read(attempt.session(), topic, range);
        try (CollapsedBatch batch =
                parts.collapser().collapse(records, Map.of(context.table(), context), context.table())) {
            if (hasLost(attempt, context, range)) {
                lagging.behind(context.table(), topic);
                return;
            }
            LakeWriter.Written written = write(attempt.engine(), context, batch);
            listener.read(topic, written.progress());
            if (written.failure() != null) {
                failed(context.table(), topic, written.failure());
                fills.repair(written.context(), written.failure());
                return;
            }
            recovered(attempt);
            TableState state = written.context().state();
            lagging.goesOn(
                    context.table(),
                    written.context().with(state.at(state.position().passed(range.until()))),
                    Duration.between(begin, clock.instant()));
        }
    }

    private LakeWriter.Written write(TableEngine engine, TableContext context, CollapsedBatch batch) {
        parts.writer().saveDeadLetters(batch, engine);
        TableId table = context.table();
        return parts.writer()
                .write(
                        engine,
                        new LakeWriter.Work(
                                context,
                                batch,
                                batch.segments().getOrDefault(table, List.of()),
                                batch.outcomes().getOrDefault(table, new PartitionReport.Read(context.state()))));
    }

    /** Whether records of the range were gone before they were read: then the table has to be told first. */
    private boolean hasLost(Attempt attempt, TableContext context, Transport.Range range) {
        String topic = attempt.lagging().topic();
        TopicInfo now = parts.transport().describe(List.of(topic)).get(topic);
        return now == null
                || now.beginning() > range.from()
                || !now.id().equals(context.state().position().topicId());
    }

    private void caughtUp(Attempt attempt, TableContext context) {
        recovered(attempt);
        TableContext settled =
                parts.pending().settle(attempt.engine(), parts.dropped().settle(attempt.engine(), context));
        say(attempt.lagging().topic(), settled);
        listener.caughtUp(attempt.table());
        lagging.caughtUp(attempt.table(), settled.heldBack(false));
    }

    private void say(String topic, TableContext context) {
        listener.read(topic, TableReports.unchanged(parts.tables().path(context.table()), context));
    }

    private void recovered(Attempt attempt) {
        if (attempt.lagging().failures() > 0) {
            listener.recovered(attempt.table());
        }
    }
}
