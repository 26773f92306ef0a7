package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.fill.SourceTables;
import io.cdcpipeline.job.lake.LakeTables;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.LoadedLake;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.TopicInfo;
import io.cdcpipeline.job.transport.Transport;
import io.delta.tables.DeltaTable;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All that brings changes into the lake: batch by batch, and by itself for a table that has to catch up. */
public final class LakeApplication {

    private final Parts parts;
    private final Function<SparkSession, TableEngine> engine;
    private final Clock clock;
    private final TopicTrimmer trimmer;
    private final BatchListener listener;
    private final Recovery recovery;
    private final TableFills fills;
    private final BatchMembership membership;
    private final CatalogWatch catalog;
    private final String prefix;
    private final String deadLetters;

    public LakeApplication(
            JobConfig config, Transport transport, Function<SparkSession, TableEngine> engine, BatchListener listener) {
        this(config, transport, engine, new Observer(listener, Clock.systemUTC()));
    }

    /** Who is told what happens, and what the time is. */
    record Observer(BatchListener listener, Clock clock) {}

    LakeApplication(
            JobConfig config, Transport transport, Function<SparkSession, TableEngine> engine, Observer observer) {
        Tables tables = new Tables(config);
        this.parts = new Parts(
                transport, tables, new Collapser(config), new LakeWriter(config, tables), new EnginePool(engine));
        this.engine = engine;
        this.trimmer = new TopicTrimmer(transport, tables, config.source().retainedBytes());
        this.clock = observer.clock();
        this.listener = observer.listener();
        this.prefix = config.source().topicPrefix();
        this.deadLetters = config.lake().deadLetters();
        Filler filler = new Filler(config, tables, engine, observer.clock());
        this.fills = new TableFills(filler, config.repairs(), observer);
        this.recovery = new Recovery(parts, fills, observer, config.trigger().maxEvents());
        this.membership = new BatchMembership(parts, recovery.lagging(), fills, listener);
        this.catalog =
                filler.comesFirst() ? new CatalogWatch(new SourceTables(config.database()), tables, fills) : null;
    }

    /** Takes each micro-batch of all topics. */
    public VoidFunction2<Dataset<Row>, Long> batches() {
        return new BatchApplier(parts, membership, recovery, listener);
    }

    /** Begins some minutes later; ends when it is closed. */
    public MaintenanceThread startMaintenance(SparkSession session) {
        MaintenanceSchedule schedule = new MaintenanceSchedule(clock);
        return new MaintenanceThread(engine.apply(session.newSession()), this::present, schedule)
                .start()
                .alongside(engine.apply(session.newSession()), trimmer::trim);
    }

    /** Has all rows of the table read from the source, and what it has replaced by them. Returns at once. */
    public void fill(TableId table) {
        fills.request(table);
    }

    TopicTrimmer trimmer() {
        return trimmer;
    }

    /** Tables of which something is known, and the dead letters. */
    private List<String> present() {
        Stream<String> known = parts.tables().known().values().stream()
                .filter(TableContext::exists)
                .map(c -> parts.tables().path(c.table()));
        return Stream.concat(known, Stream.of(deadLetters)).toList();
    }

    /** Null where no table is filled because it is not in the lake. */
    CatalogWatch catalog() {
        return catalog;
    }

    BatchMembership membership() {
        return membership;
    }

    Recovery recovery() {
        return recovery;
    }

    /**
     * Reads from the lake how far each table is. To be called once, before the first batch: tables that are behind the
     * checkpoint read their topics by themselves from now on.
     *
     * @param committed by topic, the offset at which the checkpoint goes on; empty for a fresh checkpoint
     * @return by topic, the first offset that some table does not have
     */
    public Map<String, Long> start(SparkSession session, Map<String, Long> committed) throws Exception {
        parts.tables().source().open(session.sparkContext().hadoopConfiguration());
        Map<String, Long> next = new ConcurrentHashMap<>();
        List<TableId> present = List.copyOf(new LakeTables(parts.tables().paths(), null).all());
        List<TableContext> read =
                parts.engines().each(session, present, (engine, table) -> read(engine, table)).stream()
                        .filter(Objects::nonNull)
                        .toList();
        Map<String, TopicInfo> topics = parts.transport()
                .describe(read.stream()
                        .map(c -> c.state().position().topic())
                        .distinct()
                        .toList());
        parts.engines().each(session, read, (engine, context) -> {
            String topic = context.state().position().topic();
            begin(engine, context, topics.get(topic), committed);
            TableContext now = parts.tables().known(context.table());
            if (now.state().position().topic() != null) {
                next.merge(topic, Math.max(0, now.state().position().next()), Math::min);
            }
            return null;
        });
        listener.loaded(loaded(session, read, next));
        return new HashMap<>(next);
    }

    private LoadedLake loaded(SparkSession session, List<TableContext> read, Map<String, Long> next) {
        return new LoadedLake(
                read.stream()
                        .map(c -> parts.tables().known(c.table()))
                        .filter(c -> c.state().position().topic() != null)
                        .map(c -> TableReports.loaded(parts.tables().path(c.table()), c))
                        .toList(),
                next,
                deadLetters(session));
    }

    private long deadLetters(SparkSession session) {
        return DeltaTable.isDeltaTable(session, deadLetters)
                ? session.read().format("delta").load(deadLetters).count()
                : 0;
    }

    /** Null when the table is not ours, or has no place in a topic yet. */
    private TableContext read(TableEngine engine, TableId table) {
        try {
            TableContext context = parts.tables().read(table, engine);
            return context.state().position().topic() == null ? null : context;
        } catch (ForeignTableException e) {
            // Two pipelines may share a lake; a change of ours to that table would fail it.
            return null;
        } catch (Exception e) {
            recovery.giveUp(table, prefix + "." + table, e);
            return null;
        }
    }

    private void begin(TableEngine engine, TableContext read, TopicInfo info, Map<String, Long> committed) {
        TableId table = read.table();
        String topic = read.state().position().topic();
        try {
            TableContext context = parts.writer().align(engine, read, topic, info);
            boolean gone = info == null && context.state().position().topicId() != null;
            boolean behind = gone || context.state().position().next() < committed.getOrDefault(topic, 0L);
            parts.tables().update(context.heldBack(behind));
            if (behind) {
                recovery.behind(table, topic);
            }
        } catch (Exception e) {
            recovery.giveUp(table, topic, e);
        }
    }
}
