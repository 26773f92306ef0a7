package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.TableVerification;
import io.cdcpipeline.job.control.OperationResult;
import io.cdcpipeline.job.control.OperationRun;
import io.cdcpipeline.job.control.OperationRunner;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.verify.ReadRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Compares source and lake, one table after another, while changes go on. */
final class VerifyOperation implements OperationRunner {

    private static final long LOOK_MILLIS = 500;

    private final TableVerifier verifier;
    private final SparkSession session;
    private final Supplier<List<TableId>> all;
    private final Consumer<TableVerification> told;

    /**
     * @param all the tables that are captured
     * @param told of each table's result
     */
    VerifyOperation(
            TableVerifier verifier,
            SparkSession session,
            Supplier<List<TableId>> all,
            Consumer<TableVerification> told) {
        this.verifier = verifier;
        this.session = session;
        this.all = all;
        this.told = told;
    }

    @Override
    public String refusal(List<TableId> tables) {
        Optional<TableId> other =
                tables.stream().filter(t -> !verifier.isComparable(t)).findFirst();
        if (other.isPresent()) {
            return "tables: " + other.get()
                    + " is a Changelog in the lake, which has changes and not the source's rows:"
                    + " there is nothing to compare it with";
        }
        return verifier.isPossible()
                ? null
                : "kind: the connector's own settings make rows other than the source has them (column.*,"
                        + " message.key.columns), so that they cannot be compared";
    }

    @Override
    public OperationResult run(List<TableId> named, OperationRun run) throws InterruptedException {
        List<TableId> tables = named.isEmpty() ? all.get() : named;
        List<TableVerification> verified = new ArrayList<>();
        run.onCancel(() -> session.sparkContext().cancelJobGroup(TableVerifier.GROUP));
        for (TableId table : tables) {
            if (run.isCancelled()) {
                break;
            }
            try (Meter meter = new Meter(run, table, verified.size(), tables.size())) {
                TableVerification result = verifier.verify(session, table, meter);
                verified.add(result);
                told.accept(result);
            }
        }
        run.progress(verified.size(), tables.size(), null);
        return result(verified);
    }

    private static OperationResult result(List<TableVerification> verified) {
        List<TableVerification> others =
                verified.stream().filter(v -> !v.isEqual()).toList();
        long rows = verified.stream().mapToLong(TableVerification::rows).sum();
        String tables = verified.size() == 1 ? "1 table" : verified.size() + " tables";
        if (others.isEmpty()) {
            return new OperationResult(true, "%s, %,d rows: equal".formatted(tables, rows), verified);
        }
        return new OperationResult(
                false, others.size() + " of " + tables + " not equal: " + sentence(others.get(0)), verified);
    }

    private static String sentence(TableVerification other) {
        return other.failure() != null
                ? other.table() + " was not compared: " + other.failure()
                : "%s, %s%,d of %,d rows differ"
                        .formatted(other.table(), other.complete() ? "" : "at least ", other.differing(), other.rows());
    }

    /** Says now and then how far a table is. */
    private static final class Meter implements TableVerifier.Watch, AutoCloseable {

        private final OperationRun run;
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "verify-progress");
            thread.setDaemon(true);
            return thread;
        });
        private volatile ReadRows rows;
        private volatile long estimate;

        Meter(OperationRun run, TableId table, int done, int total) {
            this.run = run;
            clock.scheduleWithFixedDelay(
                    () -> run.progress(done, total, table + ": " + how()), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private String how() {
            ReadRows now = rows;
            return now == null
                    ? "waits for changes on their way"
                    : "%d %% compared".formatted(estimate == 0 ? 0 : Math.min(99, 100 * now.count() / estimate));
        }

        @Override
        public void reading(ReadRows read, long about) {
            estimate = about;
            rows = read;
        }

        @Override
        public boolean isCancelled() {
            return run.isCancelled();
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }
}
