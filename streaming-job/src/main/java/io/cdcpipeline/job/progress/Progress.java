package io.cdcpipeline.job.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.contract.BrokerVolume;
import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.OperationStatus;
import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.lake.TableId;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is known of the job while it runs; read by the status server, written by the query. Thread-safe. */
public final class Progress implements BatchListener {

    private final String pipeline;
    private final Function<TableId, String> settings;
    private final Map<TableId, String> kept = new HashMap<>();
    private final Map<TableId, List<Integer>> unmatched = new HashMap<>();
    private final Clock clock;
    private final Instant started;
    private final Rate rate;
    private final Map<TableId, TableTotals> tables = new TreeMap<>();
    private final Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
    private final SourceLag lag = new SourceLag();
    private final Freshness freshness = new Freshness();
    private volatile Supplier<List<OperationStatus>> operations = List::of;
    private JobState state = JobState.STARTING;
    private String message;
    private long batch = -1;
    private Instant lastCommit;
    private long events;
    private long repeated;
    private List<TableLetters> letters = List.of();
    private volatile List<BrokerVolume> brokers = List.of();

    /** @param settings what the manifest says of a table; null for nothing */
    public Progress(String pipeline, Function<TableId, String> settings) {
        this(pipeline, settings, Clock.systemUTC());
    }

    Progress(String pipeline, Function<TableId, String> settings, Clock clock) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.clock = clock;
        this.started = clock.instant();
        this.rate = new Rate(Duration.ofSeconds(10));
    }

    /** @param json {@code {"topic":{"partition":next}}} of the checkpoint: what an earlier run has brought in */
    public synchronized void readable(String json) {
        try {
            Map<String, Map<Integer, Long>> read = new ObjectMapper().readValue(json, new TypeReference<>() {});
            read.forEach((topic, partitions) -> offsets.put(topic, new TreeMap<>(partitions)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The checkpoint's offsets cannot be read: " + json, e);
        }
    }

    /** @param now how the operations stand that the job was asked for */
    public void operations(Supplier<List<OperationStatus>> now) {
        operations = now;
    }

    public void brokers(List<BrokerVolume> volumes) {
        brokers = volumes;
    }

    public synchronized void running() {
        state = JobState.RUNNING;
    }

    public synchronized void failed(String reason) {
        state = JobState.FAILED;
        message = reason;
    }

    @Override
    public synchronized void applied(long number, List<PartitionProgress> partitions, List<TableProgress> changed) {
        Instant now = clock.instant();
        batch = number;
        for (PartitionProgress p : partitions) {
            offsets.computeIfAbsent(p.topic(), t -> new TreeMap<>()).put(p.partition(), p.next());
            events += p.events();
            repeated += p.repeated();
            rate.add(now, p.events());
        }
        for (TableProgress p : changed) {
            totals(p.table()).add(p, now);
            lag.reached(p.sourceCommitTime());
            freshness.rows(p, now);
            lastCommit = now;
        }
    }

    @Override
    public synchronized void read(String topic, TableProgress table) {
        Instant now = clock.instant();
        offsets.computeIfAbsent(topic, t -> new TreeMap<>())
                .put(0, Math.max(0, table.position().offset() + 1));
        totals(table.table()).add(table, now);
        lastCommit = table.version() < 0 ? lastCommit : now;
        if (table.events() > 0) {
            lag.alone(table.table(), table.sourceCommitTime());
        }
    }

    @Override
    public synchronized void behind(TableId table) {
        lag.leaves(table);
    }

    @Override
    public synchronized void caughtUp(TableId table) {
        lag.follows(table);
    }

    @Override
    public synchronized void loaded(LoadedLake lake) {
        Instant now = clock.instant();
        // A topic that brings nothing new is in no batch, and a fresh checkpoint tells nothing of it.
        lake.readable().forEach((topic, next) -> offsets.computeIfAbsent(topic, t -> new TreeMap<>())
                .put(0, next));
        for (TableProgress p : lake.tables()) {
            totals(p.table()).load(p, now);
            lag.reached(p.sourceCommitTime());
        }
    }

    @Override
    public synchronized void kept(TableId table, String path) {
        kept.put(table, path);
        // Of one that is not written any more there is nothing to show.
        if (tables.containsKey(table)) {
            tables.get(table).kept(path);
        }
    }

    @Override
    public synchronized void unmatchedRules(TableId table, List<Integer> rules) {
        unmatched.put(table, rules);
        if (tables.containsKey(table)) {
            tables.get(table).unmatched(rules);
        }
    }

    @Override
    public synchronized void letters(List<TableLetters> now) {
        letters = List.copyOf(now);
    }

    @Override
    public synchronized void failed(TableFailure failure) {
        totals(failure.table()).fail(failure, clock.instant());
        lag.follows(failure.table());
    }

    @Override
    public synchronized void recovered(TableId table) {
        // One that was never heard of has nothing to show yet.
        if (tables.containsKey(table)) {
            tables.get(table).recover();
        }
    }

    @Override
    public synchronized void filling(TableId table, String path, FillMeter meter) {
        totals(table).fill(path, meter, clock.instant());
    }

    @Override
    public synchronized void filled(TableId table, String path, String failure) {
        totals(table).endFill(path, failure, clock.instant());
        if (failure == null) {
            lag.alone(table, totals(table).viewed());
        }
    }

    @Override
    public synchronized void fillWaits(TableId table, String path, String why) {
        totals(table).delayFill(path, why);
    }

    @Override
    public synchronized void verified(TableId table, TableStatus.Verified last) {
        // Of one that is not in the lake any more there is nothing to show.
        if (tables.containsKey(table)) {
            tables.get(table).verified(last);
        }
    }

    @Override
    public synchronized void heartbeat(Instant connectorTime) {
        lag.heard(connectorTime);
    }

    @Override
    public synchronized void canary(Instant committed) {
        lag.canary(committed);
        freshness.canary(committed, clock.instant());
    }

    /** By whose commits it was measured. */
    synchronized Map<String, Histogram.Counts> freshness() {
        return freshness.counts();
    }

    private TableTotals totals(TableId table) {
        return tables.computeIfAbsent(table, t -> {
            TableTotals totals = new TableTotals(t, settings.apply(t));
            totals.kept(kept.get(t));
            totals.unmatched(unmatched.getOrDefault(t, List.of()));
            return totals;
        });
    }

    JobStatus status() {
        // Before the lock is taken: operations have their own.
        return status(operations.get());
    }

    private synchronized JobStatus status(List<OperationStatus> asked) {
        Instant now = clock.instant();
        Double seconds = lag.seconds(now);
        List<TableStatus> list = tables.entrySet().stream()
                .map(t -> t.getValue().status(now, lag.seconds(t.getKey(), now)))
                .toList();
        Map<String, Map<Integer, Long>> copy = new TreeMap<>();
        offsets.forEach((topic, partitions) -> copy.put(topic, new TreeMap<>(partitions)));
        return new JobStatus(
                pipeline,
                state,
                message,
                batch,
                lastCommit == null ? null : lastCommit.toString(),
                seconds,
                rate.perSecond(now),
                letters.stream().mapToLong(TableLetters::count).sum(),
                copy,
                list,
                events,
                repeated,
                started.toString(),
                asked,
                brokers,
                letters);
    }
}
