package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.engine.Compaction;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableHistory;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A real engine whose process dies before one of its writing steps; afterwards it does nothing any more. What is on the disk behind a
 * step is what is there before the next one.
 */
record CrashingEngine(TableEngine real, Plan plan) implements TableEngine {

    /** The process is gone. */
    static final class Crash extends RuntimeException {}

    /** Counts the places where it can die: one for each step. */
    static final class Plan {

        private final int crashAt;
        private final AtomicInteger places = new AtomicInteger();

        Plan(int crashAt) {
            this.crashAt = crashAt;
        }

        int steps() {
            return places.get();
        }

        void pass() {
            if (places.getAndIncrement() >= crashAt) {
                throw new Crash();
            }
        }
    }

    @Override
    public TableWriter table(String path) {
        return new CrashingWriter(real.table(path), plan);
    }

    private record CrashingWriter(TableWriter real, Plan plan) implements TableWriter {

        private <T> T step(Supplier<T> writing) {
            plan.pass();
            return writing.get();
        }

        @Override
        public Optional<TableView> open() {
            return real.open();
        }

        @Override
        public TableHistory history(Predicate<String> ours) {
            return real.history(ours);
        }

        @Override
        public TableView create(RowShape shape, Map<String, String> properties) {
            return step(() -> real.create(shape, properties));
        }

        @Override
        public TableView evolve(Evolution evolution, long base, String metadata) {
            return step(() -> real.evolve(evolution, base, metadata));
        }

        @Override
        public Optional<TableView> settle(DeltaSettings wanted, long base, String metadata) {
            return step(() -> real.settle(wanted, base, metadata));
        }

        @Override
        public Committed commit(TableCommit commit) {
            return step(() -> real.commit(commit));
        }

        @Override
        public Compaction compact(BooleanSupplier cancelled) {
            return step(() -> real.compact(cancelled));
        }

        @Override
        public void maintain() {
            real.maintain();
        }
    }
}
