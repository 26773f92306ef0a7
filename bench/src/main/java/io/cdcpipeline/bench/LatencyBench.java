package io.cdcpipeline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from a commit in the source until the row can be read in Delta, at a steady rate of small
 * transactions: inserts, and an update of the row before each second one.
 */
final class LatencyBench {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Until the job's hot code is compiled, for the greater part. */
    private static final int WARM_UP_SECONDS = 20;

    private final Endpoints pipeline;
    private final BlockingQueue<PendingChange> pending = new LinkedBlockingQueue<>();

    private LatencyBench(Endpoints pipeline) {
        this.pipeline = pipeline;
    }

    /** Arguments: the pipeline's folder, changes a second, seconds. */
    public static void main(String[] args) throws Exception {
        int rate = Integer.parseInt(args[1]);
        int changes = rate * Integer.parseInt(args[2]);
        LatencyBench bench = new LatencyBench(Endpoints.of(Path.of(args[0])));
        bench.run(rate, Math.min(rate * WARM_UP_SECONDS, changes));
        System.out.printf("latency at %d changes/s: %s%n", rate, bench.run(rate, changes));
    }

    private Distribution run(int rate, int changes) throws Exception {
        DeltaLog log = DeltaLog.tail(pipeline.lake().resolve("bench/ticks"));
        List<Exception> failed = new ArrayList<>();
        Thread writer = new Thread(() -> write(rate, changes, failed), "writer");
        writer.start();
        long[] latencies = watch(log, changes, failed);
        writer.join();
        return Distribution.of(latencies);
    }

    private void write(int rate, int changes, List<Exception> failed) {
        try (Connection source = pipeline.connect();
                Statement sql = source.createStatement()) {
            long begin = System.nanoTime();
            for (int i = 0; i < changes; i++) {
                LockSupport.parkNanos(begin + i * 1_000_000_000L / rate - System.nanoTime());
                Lsn from = Lsn.next(sql);
                sql.executeUpdate(change(i));
                pending.add(new PendingChange(from, System.nanoTime()));
            }
        } catch (SQLException | IOException e) {
            synchronized (failed) {
                failed.add(e);
            }
        }
    }

    private static String change(int i) {
        return i % 2 == 0
                ? "INSERT INTO bench.ticks SELECT coalesce(max(id), 0) + 1, 'new' FROM bench.ticks"
                : "UPDATE bench.ticks SET note = 'changed " + i + "' WHERE id = (SELECT max(id) FROM bench.ticks)";
    }

    private long[] watch(DeltaLog log, int changes, List<Exception> failed) throws Exception {
        long[] latencies = new long[changes];
        int seen = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen < changes) {
            synchronized (failed) {
                if (!failed.isEmpty()) {
                    throw failed.get(0);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(seen + " of " + changes + " changes seen; none for " + PATIENCE);
            }
            var commit = log.poll();
            if (commit.isEmpty()) {
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            int before = seen;
            seen = settle(commit.get(), latencies, seen);
            deadline = seen > before ? System.nanoTime() + PATIENCE.toNanos() : deadline;
        }
        return latencies;
    }

    private int settle(DeltaCommit commit, long[] latencies, int seen) {
        int count = seen;
        PendingChange head = pending.peek();
        while (head != null
                && commit.position().isPresent()
                && head.from().compareTo(commit.position().get()) <= 0) {
            latencies[count++] = Math.max(0, commit.seenNanos() - head.committedNanos());
            pending.remove();
            head = pending.peek();
        }
        return count;
    }
}
