package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.collapse.PartitionReport;
import io.cdcpipeline.job.collapse.SegmentReport;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.PartitionProgress;
import io.cdcpipeline.job.progress.TableProgress;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.steps.Step;
import io.cdcpipeline.job.transport.TopicInfo;
import io.cdcpipeline.job.transport.TransportException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Brings one micro-batch into the lake: all its tables at once, each in its own commits. A table that fails is left to
 * {@link Recovery}, and the batch goes on without it.
 *
 * <p>When it throws, something is wrong for all, and the batch runs again, in this process or the next; what is in the
 * lake by then is left out, because each commit says how far its table has come.
 */
final class BatchApplier implements VoidFunction2<Dataset<Row>, Long> {

    private final transient Parts parts;
    private final transient BatchMembership membership;
    private final transient Recovery recovery;
    private final transient BatchListener listener;

    /** @param recovery takes the tables that cannot go on with the batch */
    BatchApplier(Parts parts, BatchMembership membership, Recovery recovery, BatchListener listener) {
        this.parts = parts;
        this.membership = membership;
        this.recovery = recovery;
        this.listener = listener;
    }

    @Override
    public void call(Dataset<Row> records, Long batch) throws Exception {
        Step.next("stream's beginning");
        Lock turn = membership.beginBatch();
        try {
            // Where changes go on, a table that reads its topic by itself would else never be where the batches are.
            recovery.bringUpOne(records.sparkSession());
            membership.handOver();
            membership.followStream();
            Step.next("decode and collapse");
            apply(records, batch);
        } finally {
            turn.unlock();
            Step.next("commit log");
        }
    }

    private void apply(Dataset<Row> records, long batch) throws Exception {
        SparkSession session = records.sparkSession();
        try (CollapsedBatch collapsed = collapse(records)) {
            if (collapsed.hasDeadLetters()) {
                parts.engines().each(session, List.of(collapsed), (engine, all) -> {
                    parts.writer().saveDeadLetters(all, engine);
                    return null;
                });
            }
            Step.next("tables");
            List<TableProgress> tables = apply(collapsed, session);
            Step.next("status");
            membership.endBatch(collapsed.reports(), tables);
            listener.applied(
                    batch, collapsed.reports().stream().map(this::progress).toList(), tables);
            parts.canaries().arrived(collapsed.reports()).forEach(canary -> listener.canary(canary.committed()));
            if (tables.isEmpty()) {
                heartbeat(collapsed);
            }
        }
    }

    /** When nothing of a table that is here came with it, the newest record, maybe a heartbeat, tells up to when all is here. */
    private void heartbeat(CollapsedBatch batch) {
        batch.reports().stream()
                .mapToLong(r -> r.counts().latestMicros())
                .max()
                .ifPresent(micros -> listener.heartbeat(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
    }

    private PartitionProgress progress(PartitionReport r) {
        PartitionReport.Counts counts = r.counts();
        return new PartitionProgress(r.topic(), r.partition(), readable(r), counts.events(), counts.repeated());
    }

    /** Up to where all of a topic is in the lake: not past the place of a table that is held back. */
    private long readable(PartitionReport report) {
        return report.tables().keySet().stream()
                .map(parts.tables()::known)
                .filter(c -> c != null && c.heldBack())
                .mapToLong(c -> Math.max(0, c.state().position().next()))
                .reduce(report.next(), Math::min);
    }

    /** Runs the tasks again when they meet a table of which they had to know more. */
    private CollapsedBatch collapse(Dataset<Row> records) throws Exception {
        while (true) {
            CollapsedBatch collapsed =
                    parts.collapser().collapse(records, parts.tables().known(), null);
            Map<TableId, String> unknown = collapsed.unknown();
            if (unknown.isEmpty()) {
                return collapsed;
            }
            collapsed.close();
            Map<String, TopicInfo> topics = parts.transport().describe(unknown.values());
            parts.engines().each(records.sparkSession(), unknown.entrySet(), (engine, entry) -> {
                String topic = entry.getValue();
                load(new Unknown(entry.getKey(), topic, topics.get(topic)), engine);
                return null;
            });
        }
    }

    private record Unknown(TableId table, String topic, TopicInfo info) {}

    private void load(Unknown one, TableEngine engine) throws Exception {
        if (membership.holdForFill(one.table())) {
            return;
        }
        try {
            TableContext loaded = parts.writer().load(engine, one.table(), one.topic(), one.info());
            parts.tables().requireMode(loaded);
            parts.tables().met(loaded);
        } catch (Exception e) {
            giveUp(one.table(), one.topic(), e);
        }
    }

    /** Its changes stay in Kafka; all others' go on. Spark throws checked exceptions that it does not declare. */
    private void giveUp(TableId table, String topic, Exception e) throws Exception {
        if (e instanceof TransportException
                || e instanceof InterruptedException
                || SparkSession.active().sparkContext().isStopped()) {
            throw e;
        }
        recovery.giveUp(table, topic, e);
    }

    private List<TableProgress> apply(CollapsedBatch collapsed, SparkSession session) throws Exception {
        Map<TableId, String> topics = collapsed.topics();
        Map<TableId, List<SegmentReport>> segments = collapsed.segments();
        List<TableProgress> applied = parts.engines()
                .each(session, collapsed.outcomes().entrySet(), (engine, entry) -> {
                    TableId table = entry.getKey();
                    try {
                        TableContext context = parts.tables().known(table);
                        return apply(
                                engine,
                                topics.get(table),
                                new LakeWriter.Work(
                                        context, collapsed, segments.getOrDefault(table, List.of()), entry.getValue()));
                    } catch (Exception e) {
                        giveUp(table, topics.get(table), e);
                        return null;
                    }
                });
        return applied.stream().filter(Objects::nonNull).toList();
    }

    /** Null when nothing was committed. */
    private TableProgress apply(TableEngine engine, String topic, LakeWriter.Work work) {
        TableId table = work.table().table();
        if (work.outcome() instanceof PartitionReport.HeldBack) {
            return null;
        }
        if (work.outcome() instanceof PartitionReport.Behind || isKeptWaiting(engine, work)) {
            parts.tables().update(work.table().heldBack(true));
            recovery.behind(table, topic);
            return null;
        }
        LakeWriter.Written written = parts.writer().write(engine, work);
        parts.tables().update(written.context().heldBack(written.failure() != null));
        if (written.failure() != null) {
            recovery.failed(table, topic, written.failure());
        }
        return work.segments().isEmpty() ? null : written.progress();
    }

    /** Whether the others would wait while all of a table is read: that it does by itself. */
    private boolean isKeptWaiting(TableEngine engine, LakeWriter.Work work) {
        TableContext table = work.table();
        if (!table.exists()) {
            return false;
        }
        TableWriter writer = engine.table(parts.tables().path(table.table()));
        return writer.isToBeCompacted() || looksKeysUp(work) && writer.needsPreparation();
    }

    private boolean looksKeysUp(LakeWriter.Work work) {
        return parts.tables().known().size() > 1
                && !work.table().state().mode().isOfChanges()
                && work.segments().stream().anyMatch(s -> !s.shape().key().isEmpty());
    }
}
