package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.OperationKind;
import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.collapse.ModeRules;
import io.cdcpipeline.job.control.OperationRunner;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.fill.SourceTables;
import io.cdcpipeline.job.lake.LakeTables;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.LoadedLake;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.TopicInfo;
import io.cdcpipeline.job.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All that brings changes into the lake: batch by batch, and by itself for a table that has to catch up. */
public final class LakeApplication {

    private static final String DIFFERS = "a comparison found rows that are not as in the source" + Repair.WAY_OUT;

    private final JobConfig config;
    private final Parts parts;
    private final Function<SparkSession, TableEngine> engine;
    private final Clock clock;
    private final TopicTrimmer trimmer;
    private final BatchListener listener;
    private final Recovery recovery;
    private final TableFills fills;
    private final BatchMembership membership;
    private final CatalogWatch catalog;
    private final RemovedFolders removed;
    private final TableVerifier verifier;
    private final VerifiedTables verified;
    private final String prefix;

    public LakeApplication(
            JobConfig config, Transport transport, Function<SparkSession, TableEngine> engine, BatchListener listener) {
        this(config, transport, engine, new Observer(listener, Clock.systemUTC()));
    }

    /** Who is told what happens, and what the time is. */
    record Observer(BatchListener listener, Clock clock) {}

    LakeApplication(
            JobConfig config, Transport transport, Function<SparkSession, TableEngine> engine, Observer observer) {
        this.config = config;
        Tables tables = new Tables(config);
        SourceStream stream = new SourceStream(transport);
        this.removed = new RemovedFolders(config.lake().checkpoint());
        this.parts = new Parts(
                transport,
                stream,
                tables,
                new DroppedTables(tables, config.onDrop(), removed),
                new PendingChanges(tables, config.policies()),
                new Collapser(config, tables.cuts()),
                new LakeWriter(tables, stream),
                new EnginePool(engine),
                new WaitingCanaries(config.trigger().maxEvents()));
        this.engine = engine;
        this.trimmer = new TopicTrimmer(transport, tables, config.source().retainedBytes());
        this.clock = observer.clock();
        this.listener = observer.listener();
        this.prefix = config.source().topicPrefix();
        Filler filler = new Filler(config, tables, engine, observer.clock());
        this.fills = new TableFills(filler, stream, config.repairs(), observer);
        this.recovery = new Recovery(parts, fills, observer, config.trigger().maxEvents());
        this.membership = new BatchMembership(parts, recovery.lagging(), fills, listener);
        this.verified = new VerifiedTables(config.lake().checkpoint());
        this.verifier = new TableVerifier(config, parts, recovery.lagging());
        this.catalog = filler.comesFirst() ? catalog(new SourceTables(config.database())) : null;
    }

    private CatalogWatch catalog(SourceTables source) {
        DropWatch drops = new DropWatch(source, parts.tables(), parts.dropped(), membership::call);
        ColumnWatch columns = new ColumnWatch(source, parts.pending(), membership::call);
        RuleWatch rules = new RuleWatch(config.database(), parts.tables(), listener, membership::call);
        return new CatalogWatch(source, parts, fills, new CatalogWatch.Watches(drops, columns, rules));
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
                .withLetters(new LetterUpkeep(parts.tables().deadLetters(), session.newSession(), clock))
                .alongside(engine.apply(session.newSession()), trimmer::trim);
    }

    /** What can be asked for, each kind by itself. */
    public Map<OperationKind, OperationRunner> operations(SparkSession session) {
        SnapshotOperation snapshot = new SnapshotOperation(fills, clock);
        SparkSession own = session.newSession();
        return Map.of(
                OperationKind.SNAPSHOT,
                snapshot,
                OperationKind.RETRY_DEAD_LETTERS,
                new RetryLettersOperation(parts.tables(), fills, snapshot, own),
                OperationKind.DROP_DEAD_LETTERS,
                new DropLettersOperation(parts.tables().deadLetters(), own),
                OperationKind.COMPACT,
                new CompactOperation(session.sparkContext(), engine.apply(session.newSession()), this::existing),
                OperationKind.VERIFY,
                new VerifyOperation(verifier, session, this::compared, this::verified));
    }

    /** What the source has, where anybody looks, else what the lake has: tables that have the same rows in both. */
    private List<TableId> compared() {
        return fills.captured().orElseGet(() -> existing().keySet()).stream()
                .filter(table -> ModeRules.of(parts.tables().mode(table)).isComparable())
                .sorted()
                .toList();
    }

    /** Has tables compared as often as the manifest says; ends when it is closed. @param operations where they are asked for */
    public VerifyThread startVerifying(VerifyThread.Asked operations) {
        VerifyThread thread = new VerifyThread(this::dueForComparison, operations);
        return config.verify() == null || config.database() == null ? thread : thread.start();
    }

    private List<TableId> dueForComparison() {
        Duration every = Duration.ofMillis(config.verify().everyMillis());
        return verified.due(compared(), every, clock.instant());
    }

    private void verified(TableVerification result) {
        TableStatus.Verified last = verified.add(result, clock.instant());
        listener.verified(TableId.parse(result.table()), last);
        if (result.differing() > 0) {
            TableId table = TableId.parse(result.table());
            recovery.lacks(table, DIFFERS);
            membership.call(table);
        }
    }

    /** Ends when it is closed. */
    public PointThread startPoints(SparkSession session) {
        return new PointThread(config, new PointMaker(parts), engine.apply(session.newSession()), session).start();
    }

    TableFills fills() {
        return fills;
    }

    Parts parts() {
        return parts;
    }

    TopicTrimmer trimmer() {
        return trimmer;
    }

    /** Tables of which something is known, the dead letters, and the points. */
    private List<String> present() {
        return Stream.concat(
                        existing().values().stream(),
                        Stream.of(config.lake().deadLetters(), config.lake().points()))
                .toList();
    }

    private Map<TableId, String> existing() {
        return parts.tables().known().values().stream()
                .filter(TableContext::exists)
                .collect(Collectors.toMap(
                        TableContext::table, c -> parts.tables().path(c.table())));
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
        Map<String, TableStatus.Verified> compared = open(session);
        parts.stream().ask();
        Map<String, Long> next = new ConcurrentHashMap<>();
        List<TableId> present = List.copyOf(new LakeTables(parts.tables().paths()).all());
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
        listener.loaded(loaded(read, next));
        compared.forEach((table, last) -> listener.verified(TableId.parse(table), last));
        return new HashMap<>(next);
    }

    /** What earlier runs have left beside the tables. @return how tables compared with the source */
    private Map<String, TableStatus.Verified> open(SparkSession session) {
        Configuration files = session.sparkContext().hadoopConfiguration();
        parts.tables().source().open(files);
        parts.tables().deadLetters().open(session, engine.apply(session.newSession()), listener::letters);
        removed.open(files);
        return verified.open(files);
    }

    private LoadedLake loaded(List<TableContext> read, Map<String, Long> next) {
        parts.tables().kept().forEach(listener::kept);
        return new LoadedLake(
                read.stream()
                        .map(c -> parts.tables().known(c.table()))
                        .filter(c -> c.state().position().topic() != null)
                        .map(c -> TableReports.loaded(parts.tables().path(c.table()), c))
                        .toList(),
                next);
    }

    /** Null when the table is not ours, or has no place in a topic yet. @param name in the lake */
    private TableContext read(TableEngine engine, TableId name) {
        TableId table = name;
        try {
            Optional<TableId> placed = parts.tables().placed(name, engine);
            if (placed.isEmpty()) {
                return null;
            }
            table = placed.get();
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
            parts.tables().requireMode(read);
            TableContext context = parts.writer().align(engine, read, topic, info);
            boolean gone = info == null
                    && context.state().position().topicId() != null
                    && !context.state().gone();
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
