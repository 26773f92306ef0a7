package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.fill.FillProgress;
import io.cdcpipeline.job.fill.LockWaiters;
import io.cdcpipeline.job.fill.SourceReaders;
import io.cdcpipeline.job.fill.SourceTable;
import io.cdcpipeline.job.fill.TableFill;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.FillListener;
import io.cdcpipeline.job.progress.FillMeter;
import io.cdcpipeline.job.state.Repairs;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.state.TableState;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Replaces what a table has by all that the source has of it, in one commit. It takes as long as the table is large. */
final class Filler {

    /** What Spark's fair scheduler goes by. */
    static final String POOL = "spark.scheduler.pool";

    static final String FILLS = "fills";

    /** So many attempts give way to others; more would never end where tables are altered all the time. */
    private static final int YIELDS = 3;

    private final JobConfig config;
    private final Tables tables;
    private final Function<SparkSession, TableEngine> engines;
    private final Clock clock;
    private final ThreadLocal<TableEngine> engine = new ThreadLocal<>();
    private final Map<TableId, Runnable> stops = new ConcurrentHashMap<>();

    /** @param engines one of which is kept, since those of the batches are not to be had for so long */
    Filler(JobConfig config, Tables tables, Function<SparkSession, TableEngine> engines, Clock clock) {
        this.config = config;
        this.tables = tables;
        this.engines = engines;
        this.clock = clock;
    }

    /** Has the table's fill fail while its rows are read; before and after that, and where there is none, nothing happens. */
    void stop(TableId table) {
        stops.getOrDefault(table, () -> {}).run();
    }

    int tablesAtOnce() {
        return SourceReaders.of(config.database()).tables();
    }

    boolean isPossible() {
        return config.database() != null;
    }

    /** Whether every captured table has to be filled. */
    boolean comesFirst() {
        return isPossible() && config.database().fillsAll();
    }

    /** The table's topic when it is not known from its log. */
    String topic(TableId table) {
        return new TopicNames(config.source().topicPrefix()).ofTable(table.schema(), table.table());
    }

    /**
     * @param context the table as its log has it, which nobody else writes to meanwhile
     * @return the table afterwards
     */
    TableContext fill(SparkSession session, TableContext context, FillRequests.Request request, FillListener told)
            throws Exception {
        if (!request.asked()) {
            tables.requireMode(context);
        }
        TableId table = context.table();
        FilledMode mode =
                new FilledMode(context, tables.mode(table), tables.masks(table), request.asked(), clock.instant());
        TableFill.Target target = new TableFill.Target(context.table(), mode.lake(), config.policies());
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        String group = "fill of " + context.table();
        spark.setJobGroup(group, group, false);
        stops.put(context.table(), () -> spark.cancelJobGroup(group));
        spark.setLocalProperty(POOL, FILLS);
        try (TableFill fill = TableFill.begin(spark, config.database(), target)) {
            told.filling(context.table(), tables.path(context.table()), meter(fill.progress()));
            boolean yields = request.attempts() < YIELDS;
            try (LockWaiters waiters = yields ? fill.watchWaiters(() -> spark.cancelJobGroup(group)) : null) {
                return replace(mode, new Filling(fill, engine(session), request), waiters);
            }
        } finally {
            stops.remove(context.table());
            spark.clearJobGroup();
            spark.setLocalProperty(POOL, null);
        }
    }

    /** One fill that is under way. */
    private record Filling(TableFill fill, TableEngine engine, FillRequests.Request request) {}

    /** @param waiters those to whom the fill gives way; null for nobody */
    private TableContext replace(FilledMode mode, Filling filling, LockWaiters waiters) throws Exception {
        TableFill fill = filling.fill();
        TableApplier applier = new TableApplier(tables, filling.engine(), null, mode.table());
        TableContext filled;
        try {
            filled = mode.apply(applier, fill, state(mode, fill, filling.request()));
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw waiters == null ? e : waiters.reason(e);
        }
        tables.source().set(filled.table(), fill.source());
        tables.source().save();
        String lacking = fill.lacking();
        return lacking == null
                ? filled
                : applier.say(filled.state().lacking(lacking)).context();
    }

    private TableState state(FilledMode mode, TableFill fill, FillRequests.Request request) {
        TableContext context = mode.table();
        Repairs done = request.isAutomatic()
                ? Repairs.after(context.state().repairs(), request.reason(), clock.instant())
                : null;
        boolean keyless = fill.shape().key().isEmpty();
        return context.state()
                .filled(fill.at(), new TableState.Filled(fill.oid(), keyless, mode.mode(), mode.masks()), done);
    }

    /** As far as anybody has looked. */
    long bytes(TableId table) {
        SourceTable known = tables.source().get(table);
        return known == null ? FillRequests.UNKNOWN : known.bytes();
    }

    String path(TableId table) {
        return tables.path(table);
    }

    /** Of the thread that fills: none is used by two. */
    TableEngine engine(SparkSession session) {
        if (engine.get() == null) {
            engine.set(engines.apply(session.newSession()));
        }
        return engine.get();
    }

    private static FillMeter meter(FillProgress progress) {
        return new FillMeter() {
            @Override
            public long bytes() {
                return progress.bytes();
            }

            @Override
            public long totalBytes() {
                return progress.totalBytes();
            }

            @Override
            public long rows() {
                return progress.rows();
            }
        };
    }
}
